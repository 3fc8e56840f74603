package nsx.monitor;

/**
 * One thing that happened in a network namespace.
 *
 * @param what added, changed, deleted or lost
 * @param object {@code link veth1}, {@code address 10.0.0.1/24}, {@code namespace a}, …
 * @param details of what was added or deleted its properties, of what changed those before and after
 */
public record Change(String what, String object, String details) {
    public static final String ADDED = "added";
    public static final String CHANGED = "changed";
    public static final String DELETED = "deleted";
    public static final String LOST = "lost";
}
