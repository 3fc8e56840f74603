package nsx.monitor;

/**
 * A change in a network namespace.
 *
 * @param what added, changed, deleted or lost
 * @param object {@code link veth1}, {@code address 10.0.0.1/24}, {@code namespace a}, …
 * @param details the properties of an added or deleted object; the old and new properties of a changed one
 */
public record Change(String what, String object, String details) {
    public static final String ADDED = "added";
    public static final String CHANGED = "changed";
    public static final String DELETED = "deleted";
    public static final String LOST = "lost";
}
