package nsx.dsl.value.traffic;

import java.time.Duration;
import java.util.List;
import nsx.arp.AddressQuery.Answer;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;

/** The result of {@code arping}: one row for each answer. True when exactly one hardware address answered. */
public final class ArpingResult extends Rows<ArpingResult.Row> implements Facts {
    private final String target;
    private final String device;
    private final int sent;
    private final List<Row> answers;

    /**
     * One answer.
     *
     * @param request the number of the last request before it, from 1
     * @param mac the hardware address that answered
     * @param name the device of this machine with that address, as NS:DEV; null for none
     * @param time the time since that request
     */
    public record Row(int request, String mac, String name, Duration time) {
        static final List<String> COLUMNS = List.of("request", "mac", "name", "time");

        /** An answer with the name of the device that has its hardware address. */
        public static Row of(Answer answer, Whose whose) {
            List<String> names = whose.named(answer.mac());
            return new Row(
                    answer.request(), answer.mac(), names.isEmpty() ? null : String.join(", ", names), answer.time());
        }
    }

    public ArpingResult(String target, String device, int sent, List<Row> answers) {
        this.target = target;
        this.device = device;
        this.sent = sent;
        this.answers = List.copyOf(answers);
    }

    /** The requested address. */
    public String getTarget() {
        return target;
    }

    /** The device on whose link the requests were sent. */
    public String getDevice() {
        return device;
    }

    /** Number of requests. */
    public int getSent() {
        return sent;
    }

    /** The hardware addresses that answered, each once. */
    public List<String> getMacs() {
        return answers.stream().map(Row::mac).distinct().toList();
    }

    /** The reason if the result is not ok: no answer, or several; null if it is ok. */
    public String getReason() {
        int size = getMacs().size();
        if (size == 1) {
            return null;
        }
        return size == 0
                ? "nobody answered"
                : size + " answer for it: " + String.join(", ", getMacs()) + "; only one should have it";
    }

    /** Whether exactly one hardware address answered. */
    public boolean isOk() {
        return getMacs().size() == 1;
    }

    /** Whether exactly one hardware address answered. */
    public boolean asBoolean() {
        return isOk();
    }

    @Override
    public List<String> shown() {
        return Row.COLUMNS;
    }

    @Override
    public List<String> facts() {
        return List.of("target", "device", "sent", "macs", "ok", "reason");
    }

    @Override
    public Row get(int index) {
        return answers.get(index);
    }

    @Override
    public int size() {
        return answers.size();
    }
}
