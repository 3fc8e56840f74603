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
 * What one dump of a network namespace listed, by what its objects are looked for. Events of the kernel (rtnetlink(7)) keep it current; an
 * event that does not say for certain how the list is now makes it unusable. Not for several threads.
 *
 * @param <T> the objects
 */
public abstract class Listing<T> {
    /** RTM_NEWLINK, …: the types of events that several lists depend on. */
    static final int NEWLINK = Rtm.NEWLINK.number();

    static final int DELLINK = Rtm.DELLINK.number();

    private final Map<Object, List<T>> found = new HashMap<>();
    private boolean whole = true;
    private int size;

    /**
     * A kind of list.
     *
     * @param empty a new list of nothing
     * @param dumps the requests whose answers are the list together
     * @param groups the multicast groups (RTNLGRP_*) whose events change it
     * @param newer groups that older kernels do not have, nor what they tell of
     */
    public record Kind<T>(
            String name, Supplier<Listing<T>> empty, List<Request> dumps, List<Integer> groups, List<Integer> newer) {
        /** The list as it is now. */
        public Listing<T> dump(Connection rtnl) {
            Listing<T> list = empty.get();
            dumps.forEach(request -> list.load(rtnl.dump(request)));
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

    /** The object of a message that adds one. */
    abstract T decode(Message message);

    /** What it is looked for by. */
    abstract Object key(T object);

    /** Whether it belongs to the list. */
    boolean belongs(T object) {
        return true;
    }

    /** Whether the kernel changes it without an event, such as what is left of a lifetime. */
    boolean fades(T object) {
        return false;
    }

    /** Notes what a later event can change. */
    void noted(T object) {}

    /** Adds what a dump listed. */
    public final void load(Dump dump) {
        whole &= !dump.interrupted();
        size += dump.messages().size();
        for (Message message : dump.messages()) {
            T object = decode(message);
            if (belongs(object)) {
                same(object).add(object);
                noted(object);
            }
        }
    }

    /** Whether the list was dumped while nothing changed it. */
    public final boolean isWhole() {
        return whole;
    }

    /** How many messages were dumped. */
    public final int size() {
        return size;
    }

    /** The objects of this key, in the kernel's order. */
    public final List<T> at(Object key) {
        List<T> all = found.get(key);
        return all == null ? List.of() : List.copyOf(all);
    }

    /** Whether what {@link #at} answers can have changed without an event. */
    public final boolean isFleeting(Object key) {
        return at(key).stream().anyMatch(this::fades);
    }

    /** The objects that have its key. */
    final List<T> same(T object) {
        return found.computeIfAbsent(key(object), k -> new ArrayList<>(1));
    }

    /** Takes away the one that is equal; false when there is not exactly one. */
    final boolean remove(T object) {
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
     * Changes the list as an event says.
     *
     * @return false when the list may be otherwise afterwards than the event says: it has to be dumped again
     */
    public abstract boolean apply(Message event);
}
