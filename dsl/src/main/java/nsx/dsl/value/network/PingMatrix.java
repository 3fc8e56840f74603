package nsx.dsl.value.network;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import nsx.dsl.shape.Facts;

/** Who reaches whom: one row for each namespace and each address of another. True in a condition when all answered. */
public final class PingMatrix extends AbstractList<PingMatrix.Cell> implements Facts {
    private final List<Cell> cells;

    /**
     * One question.
     *
     * @param from the name of the namespace that asked
     * @param to the name of the namespace that has the address
     * @param outcome "reply", "no reply", or the error in words
     * @param time round trip; null when nobody answered
     */
    public record Cell(String from, String to, String device, String address, String outcome, Duration time) {
        public boolean isOk() {
            return outcome.equals("reply");
        }
    }

    public PingMatrix(List<Cell> cells) {
        this.cells = List.copyOf(cells);
    }

    public boolean isOk() {
        return cells.stream().allMatch(Cell::isOk);
    }

    public boolean asBoolean() {
        return isOk();
    }

    public int getSent() {
        return cells.size();
    }

    public int getReceived() {
        return (int) cells.stream().filter(Cell::isOk).count();
    }

    /** The namespaces that asked. */
    public List<String> getNames() {
        return cells.stream().map(Cell::from).distinct().toList();
    }

    /** Those without an answer. */
    public List<Cell> getFailed() {
        return cells.stream().filter(c -> !c.isOk()).toList();
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
    public List<String> facts() {
        return List.of("ok", "sent", "received");
    }
}
