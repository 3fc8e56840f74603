package nsx.dsl.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.probe.Leg.Fact;
import nsx.dsl.value.traffic.ProbeResult.Hop;

/** What happened beside what was foretold: a row for each thing of either. */
final class ForecastComparison {
    private static final String DIFFERS = "differs";
    private static final Pattern DEVICE = Pattern.compile("\\bdev (\\S+)");

    private static final Pattern PASSED_ON = Pattern.compile("(bridged|forwarded) from (?<from>\\S+) to (?<to>\\S+)");

    private final Journey happened;
    private final Foretold foretold;
    private final boolean answered;
    private final List<Hop> rows = new ArrayList<>();

    /** @param answered whether what was delivered was answered as by one who listens */
    ForecastComparison(Journey happened, Foretold foretold, boolean answered) {
        this.answered = answered;
        this.happened = happened;
        this.foretold = foretold;
    }

    List<Hop> rows() {
        List<Leg> seen = happened.legs();
        for (int i = 0; i < seen.size(); i++) {
            compare(seen.get(i), i < seen.size() - 1);
        }
        unreached();
        return rows;
    }

    private void compare(Leg leg, boolean goesOn) {
        Optional<Leg> said = foretold.journey().find(leg.net(), leg.back());
        boolean expected = said.flatMap(Leg::stop).isPresent();
        for (Stage stage : Stage.values()) {
            List<Fact> mine = new ArrayList<>(leg.at(stage));
            List<Fact> theirs =
                    new ArrayList<>(said.map(l -> foretold(leg, l, stage)).orElse(List.of()));
            if (theirs.isEmpty()) {
                mine.removeIf(fact -> isPassedOn(leg, stage, fact));
            }
            stopsLast(mine, theirs);
            for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
                Fact fact = i < mine.size() ? mine.get(i) : null;
                Fact other = i < theirs.size() ? theirs.get(i) : null;
                add(leg, stage, fact, other, expected, goesOn);
            }
        }
        if (said.isEmpty() && foretold.diagnosis().getFault() == null) {
            Hop first = rows.get(rows.size() - 1);
            rows.set(rows.size() - 1, new Hop(first.hop(), first.happened(), "not to come here", DIFFERS));
        }
    }

    /** Whether it is said already that it came by a device and left by another. */
    private static boolean isPassedOn(Leg leg, Stage stage, Fact fact) {
        return (stage == Stage.RECEIVED || stage == Stage.SENT)
                && leg.at(Stage.FORWARD).stream()
                        .map(f -> PASSED_ON.matcher(f.text()))
                        .filter(Matcher::matches)
                        .anyMatch(m ->
                                fact.hop().equals(leg.net() + ":" + m.group(stage == Stage.RECEIVED ? "from" : "to")));
    }

    /** What was foretold of a stage; of a neighbour that nobody had to ask for it stands beside the frame that was sent to it. */
    private static List<Fact> foretold(Leg leg, Leg said, Stage stage) {
        Optional<Fact> stop = said.stop();
        Optional<Stage> ended = leg.stopsAt();
        if (stop.isPresent() && ended.isPresent()) {
            // what ended it stands beside what was foretold to end it
            List<Fact> others = new ArrayList<>(usual(leg, said, stage));
            others.remove(stop.get());
            if (stage == ended.get()) {
                others.add(stop.get());
            }
            return others;
        }
        return usual(leg, said, stage);
    }

    private static List<Fact> usual(Leg leg, Leg said, Stage stage) {
        boolean known = leg.at(Stage.NEIGHBOUR).isEmpty() && leg.has(Stage.SENT);
        if (known && stage == Stage.NEIGHBOUR) {
            return List.of();
        }
        return said.at(known && stage == Stage.SENT ? Stage.NEIGHBOUR : stage);
    }

    /** Puts what ended the way into one row with what was foretold to end it. */
    private static void stopsLast(List<Fact> mine, List<Fact> theirs) {
        mine.sort(Comparator.comparing(Fact::stops));
        theirs.sort(Comparator.comparing(Fact::stops));
        boolean both = !mine.isEmpty()
                && !theirs.isEmpty()
                && mine.get(mine.size() - 1).stops()
                && theirs.get(theirs.size() - 1).stops();
        while (both && mine.size() != theirs.size()) {
            List<Fact> fewer = mine.size() < theirs.size() ? mine : theirs;
            fewer.add(fewer.size() - 1, null);
        }
    }

    private void add(Leg leg, Stage stage, Fact fact, Fact other, boolean expected, boolean goesOn) {
        boolean later = leg.hasAfter(stage) && other != null && stage.isHook();
        boolean forwards = other != null && other.text().startsWith("forwarding ") && leg.has(Stage.FORWARD);
        boolean passed = later
                || other != null && other.stops() && fact == null && leg.stop().isEmpty() && goesOn;
        boolean differs = fact != null && fact.stops() && !expected
                || other != null && other.stops() && leg.stop().isEmpty() && (answered || goesOn && !leg.has(Stage.END))
                || fact != null && other != null && isElsewhere(fact.text(), other.text());
        rows.add(new Hop(
                fact != null ? fact.hop() : other.hop(),
                fact != null ? fact.text() : passed ? "passes" : forwards ? "forwards" : null,
                other == null ? null : other.text(),
                differs ? DIFFERS : null));
    }

    /** Whether a route leads to another device than the one that was foretold. */
    private static boolean isElsewhere(String route, String said) {
        Matcher one = DEVICE.matcher(route);
        Matcher other = DEVICE.matcher(said);
        boolean asked = route.contains("of table");
        if (asked && one.find() && other.find()) {
            return !one.group(1).equals(other.group(1));
        }
        return route.endsWith(": no route") && said.contains("dev ");
    }

    /** Where it was to come and did not: the end of the way is enough. */
    private void unreached() {
        List<Leg> left = foretold.journey().legs().stream()
                .filter(l -> happened.find(l.net(), l.back()).isEmpty())
                .toList();
        if (left.isEmpty()) {
            return;
        }
        boolean stops = foretold.diagnosis().getFault() != null;
        Leg last = left.stream()
                .filter(l -> l.back() == left.get(0).back())
                .reduce((a, b) -> b)
                .orElseThrow();
        Optional<Fact> said = last.stop().or(() -> last.at(Stage.END).stream().findFirst());
        rows.add(new Hop(
                last.net(),
                "not seen there",
                said.map(Fact::text).orElse(last.back() ? "the answer passes" : "passes"),
                stops && last.stop().isEmpty() ? null : DIFFERS));
    }
}
