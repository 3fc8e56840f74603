package nsx.dsl.change;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import nsx.netlink.Connection;
import nsx.ns.Namespace;
import nsx.ns.NamespaceId;
import nsx.ns.NsThread;
import nsx.rtnl.Listing;

/**
 * The lists in which the words of a line look up single objects. A long list that was dumped several times is kept,
 * so that the time to create many objects grows only linearly. Short lists are dumped each time, because following a
 * list costs a socket.
 */
final class KeptLists {
    /** The number of dumped messages after which a list is kept. */
    private static final int DUMPED = 64;

    private record Key(NamespaceId namespace, Listing.Kind<?> kind) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && kind == that.kind && namespace.equals(that.namespace);
        }

        @Override
        public int hashCode() {
            return 31 * Objects.hashCode(namespace) + kind.hashCode();
        }
    }

    private final Map<Key, Integer> dumped = new HashMap<>();
    private final Map<Key, KeptList<?>> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * The current objects with this key.
     *
     * @param most the limit of kept lists, each with a socket
     */
    <T> List<T> at(Namespace net, Connection connection, Listing.Kind<T> kind, Object key, int most) {
        Key place = new Key(net.id(), kind);
        if (!kept.containsKey(place) && dumped.getOrDefault(place, 0) < DUMPED) {
            return dump(place, connection, kind, key);
        }
        @SuppressWarnings("unchecked")
        KeptList<T> list = (KeptList<T>) kept.get(place);
        if (list == null) {
            list = NsThread.enter(List.of(net), () -> KeptList.open(kind));
            kept.put(place, list);
            keepOnly(most);
        }
        return list.at(connection, key);
    }

    private <T> List<T> dump(Key place, Connection connection, Listing.Kind<T> kind, Object key) {
        Listing<T> list = kind.dump(connection);
        dumped.merge(place, list.size(), Integer::sum);
        return list.at(key);
    }

    /** Closes the least recently used lists beyond a limit; returns whether there were any. */
    boolean keepOnly(int most) {
        int before = kept.size();
        Iterator<KeptList<?>> eldest = kept.values().iterator();
        while (kept.size() > most) {
            eldest.next().close();
            eldest.remove();
        }
        return kept.size() < before;
    }

    /** Closes the lists of some network namespaces. */
    void release(Predicate<NamespaceId> which) {
        kept.entrySet().removeIf(list -> {
            boolean closes = which.test(list.getKey().namespace());
            if (closes) {
                list.getValue().close();
            }
            return closes;
        });
        dumped.keySet().removeIf(key -> which.test(key.namespace()));
    }
}
