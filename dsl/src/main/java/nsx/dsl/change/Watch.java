package nsx.dsl.change;

import java.util.Map;
import java.util.Optional;

/** Watches how the operations of a line change the state. */
public interface Watch {
    /** A watch that reads nothing. */
    Watch BLIND = new Watch() {
        @Override
        public void before(Operation operation) {}

        @Override
        public Optional<History.Change> after(Map<String, String> left) {
            return Optional.empty();
        }
    };

    /** Called before an operation is executed. */
    void before(Operation operation);

    /**
     * Called after the line.
     *
     * @param left the state of the subjects of its operations
     * @return empty if there is too much to read
     */
    Optional<History.Change> after(Map<String, String> left);
}
