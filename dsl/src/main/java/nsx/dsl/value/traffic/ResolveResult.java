package nsx.dsl.value.traffic;

import java.time.Duration;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Rows;
import nsx.resolve.DnsQuestion;
import nsx.resolve.Resolution.Asked;

/** The result of {@code resolve}: one row for each question that was asked. True when there is an answer. */
public final class ResolveResult extends Rows<ResolveResult.Row> implements Facts {
    private final String name;
    private final String source;
    private final List<Row> questions;

    /**
     * One question.
     *
     * @param server the server's address, or the file with the name
     * @param asked the full name
     * @param type the requested record type
     * @param answer the records as text
     * @param time the time until the answer or the timeout
     * @param outcome found, no such name, no such record, no answer, or the server's own error
     */
    public record Row(
            String server,
            String asked,
            String type,
            List<String> answer,
            Duration time,

            @OneOf({
                "found",
                "no such name",
                "no such record",
                "no answer",
                "nobody listens there",
                "refused",
                "server failure"
            })
            String outcome) {
        static final List<String> COLUMNS = List.of("server", "asked", "type", "answer", "time", "outcome");

        /** A question to a server. */
        public static Row of(Asked asked) {
            return new Row(
                    asked.question().server(),
                    asked.question().name(),
                    asked.question().type(),
                    asked.reply().records(),
                    asked.reply().time(),
                    asked.reply().outcome());
        }

        /** An answer from a file. */
        public static Row of(String file, String name, String type, List<String> answer) {
            return new Row(file, name, type, answer, Duration.ZERO, DnsQuestion.FOUND);
        }

        boolean isFound() {
            return outcome.equals(DnsQuestion.FOUND);
        }
    }

    /**
     * Creates the result.
     *
     * @param source the file that names the servers; null if a server was given
     */
    public ResolveResult(String name, String source, List<Row> questions) {
        this.name = name;
        this.source = source;
        this.questions = List.copyOf(questions);
    }

    /** The requested name or address. */
    public String getName() {
        return name;
    }

    /** The answers, each once, in the order of arrival. */
    public List<String> getAnswers() {
        return questions.stream()
                .filter(Row::isFound)
                .flatMap(r -> r.answer.stream())
                .distinct()
                .toList();
    }

    /** The server or file that knew the name; null if none did. */
    public String getServer() {
        return questions.stream()
                .filter(Row::isFound)
                .map(Row::server)
                .findFirst()
                .orElse(null);
    }

    /** The file that names the servers; null if a server was given. */
    public String getSource() {
        return source;
    }

    /** Total time of all questions. */
    public Duration getTime() {
        return questions.stream().map(Row::time).reduce(Duration.ZERO, Duration::plus);
    }

    /** The last outcome of each server, if none knew the name; null if one did. */
    public String getReason() {
        if (isOk()) {
            return null;
        }
        return String.join(
                "; ",
                questions.stream()
                        .map(q -> q.server + " says of " + q.asked + ": " + q.outcome)
                        .distinct()
                        .toList());
    }

    /** Whether there is an answer. */
    public boolean isOk() {
        return questions.stream().anyMatch(Row::isFound);
    }

    /** Whether there is an answer. */
    public boolean asBoolean() {
        return isOk();
    }

    @Override
    public List<String> shown() {
        return Row.COLUMNS;
    }

    @Override
    public List<String> facts() {
        return List.of("name", "answers", "server", "source", "time", "ok", "reason");
    }

    @Override
    public Row get(int index) {
        return questions.get(index);
    }

    @Override
    public int size() {
        return questions.size();
    }
}
