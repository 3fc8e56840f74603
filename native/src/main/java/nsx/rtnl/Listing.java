package nsx.rtnl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nsx.netlink.Connection;
import nsx.netlink.Dump;
import nsx.netlink.Message;
import nsx.netlink.Request;

/**
 * The objects of one dump of a network namespace, by a key. Events of the kernel keep the list
 * current; an event with an uncertain effect makes the list unusable. Not thread-safe.
 *
 * @param <T> the objects
 */
public abstract class Listing<T> {
    /** The event types that several lists depend on. */
    static final int NEWLINK = Rtm.NEWLINK.number();

    static final int DELLINK = Rtm.DELLINK.number();

    private final Map<Object, List<T>> found = new HashMap<>();
    private boolean whole = true;
    private int size;

    /**
     * A kind of list.
     *
     * @param empty makes an empty list
     * @param dumps the requests whose answers together form the list
     * @param groups the multicast groups (RTNLGRP_*, NFNLGRP_*) whose events change it
     * @param newer groups that older kernels lack, together with their objects
     */
    public record Kind<T>(
            String name, Supplier<Listing<T>> empty, List<Request> dumps, List<Integer> groups, List<Integer> newer) {
        /** The family of its messages ({@link Request#ROUTE}, …). */
        public int family() {
            return dumps.get(0).protocol();
        }

        /** Dumps the current list. */
        public Listing<T> dump(Connection connection) {
            Listing<T> list = empty.get();
            dumps.forEach(request -> list.load(connection.dump(request)));
            return list;
        }

        /** A list of these answers. */
        public Listing<T> of(List<Message> answers) {
            Listing<T> list = empty.get();
            list.load(new Dump(answers, false));
            return list;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Decodes the object of a message that adds one. */
    protected abstract T decode(Message message);

    /** The key of an object. */
    protected abstract Object key(T object);

    /** Whether an object belongs to the list. */
    protected boolean belongs(T object) {
        return true;
    }

    /** Whether the kernel changes the object without an event, such as a remaining lifetime. */
    protected boolean fades(T object) {
        return false;
    }

    /** Notes a property of an object that a later event can change. */
    protected void noted(T object) {}

    /** Adds the objects of a dump. */
    public final void load(Dump dump) {
        whole &= !dump.interrupted();
        size += dump.messages().size();
        for (Message message : dump.messages()) {
            T object = decode(message);
            if (belongs(object)) {
                add(object);
            }
        }
    }

    /** Adds an object of a dump. */
    protected void add(T object) {
        same(object).add(object);
        noted(object);
    }

    /** Whether nothing changed the list during the dump. */
    public final boolean isWhole() {
        return whole;
    }

    /** The number of dumped messages. */
    public final int size() {
        return size;
    }

    /** The objects with this key, in the kernel's order. */
    public List<T> at(Object key) {
        List<T> all = found.get(key);
        return all == null ? List.of() : List.copyOf(all);
    }

    /** Whether the objects of {@link #at} may have changed without an event. */
    public final boolean isFleeting(Object key) {
        return at(key).stream().anyMatch(this::fades);
    }

    /** The objects with the same key as this one. */
    protected final List<T> same(T object) {
        return found.computeIfAbsent(key(object), k -> new ArrayList<>(1));
    }

    /** Removes the equal object; returns false unless there is exactly one. */
    protected final boolean remove(T object) {
        List<T> same = same(object);
        if (same.stream().filter(object::equals).count() != 1) {
            return false;
        }
        same.remove(object);
        if (same.isEmpty()) {
            found.remove(key(object));
        }
        return true;
    }

    /**
     * Applies an event to the list.
     *
     * @return false if the resulting list is uncertain and must be dumped again
     */
    public abstract boolean apply(Message event);
}
