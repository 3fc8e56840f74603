package nsx.dsl.value.traffic;

import java.time.Duration;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;
import nsx.dsl.shape.Table;

/**
 * The result of {@code pingall}: one row for each pair of a namespace and an address of another one. True in a
 * condition when every address answered.
 */
public final class PingMatrix extends Rows<PingMatrix.Cell> implements Facts {
    private final List<Cell> cells;

    /**
     * One pair of namespaces.
     *
     * @param from the name of the namespace that asked
     * @param to the name of the namespace that has the address
     * @param outcome "reply", "no reply", or the error in words
     * @param time the round trip; null without an answer
     */
    public record Cell(String from, String to, String device, String address, String outcome, Duration time) {
        /** Whether the address answered. */
        public boolean isOk() {
            return outcome.equals("reply");
        }
    }

    public PingMatrix(List<Cell> cells) {
        this.cells = List.copyOf(cells);
    }

    /** Whether every address answered. */
    public boolean isOk() {
        return cells.stream().allMatch(Cell::isOk);
    }

    /** Whether every address answered. */
    public boolean asBoolean() {
        return isOk();
    }

    /** Number of pinged addresses. */
    public int getSent() {
        return cells.size();
    }

    /** Number of addresses that answered. */
    public int getReceived() {
        return (int) cells.stream().filter(Cell::isOk).count();
    }

    /** The names of the pinging namespaces. */
    public List<String> getNames() {
        return cells.stream().map(Cell::from).distinct().toList();
    }

    /** The rows without an answer. */
    public Table<Cell> getFailed() {
        return keeping(cells.stream().filter(c -> !c.isOk()).toList());
    }

    @Override
    public Cell get(int index) {
        return cells.get(index);
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    public List<String> shown() {
        return List.of("from", "to", "device", "address", "outcome", "time");
    }

    @Override
    public List<String> facts() {
        return List.of("ok", "sent", "received");
    }
}
