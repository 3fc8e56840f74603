package nsx.nft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Connection;
import nsx.netlink.Request;

/** The sets and maps that rules use. */
public final class Sets {
    /** No sets. */
    public static final Sets NONE = new Sets(Map.of(), Map.of());

    /** The attributes that hold the name of a set, by the expression. */
    private static final Map<String, String> USED =
            Map.of("dynset", "NFTA_DYNSET_SET_NAME", "lookup", "NFTA_LOOKUP_SET", "objref", "NFTA_OBJREF_SET_NAME");

    private final Map<String, Set> all;
    private final Map<String, UsedSet> listed;

    private Sets(Map<String, Set> all, Map<String, UsedSet> listed) {
        this.all = Map.copyOf(all);
        this.listed = Map.copyOf(listed);
    }

    static Sets of(Map<String, Set> all) {
        return new Sets(all, Map.of());
    }

    /** The sets by family, table and name. */
    Map<String, Set> all() {
        return all;
    }

    /**
     * A set or map.
     *
     * @param flags {@code NFT_SET_*}
     * @param length the length of a key, in bytes
     * @param growing whether rules add keys of packets to it
     * @param size the maximum number of elements; 0 for no limit
     */
    record Set(int flags, int length, List<Element> elements, boolean growing, int size) {
        private static final int INTERVAL = 4;
        private static final int CONCATENATED = 0x80;

        /**
         * Whether the set consists of intervals: an element without an end starts an interval that the next element
         * ends.
         */
        boolean isOfIntervals() {
            return (flags & INTERVAL) != 0 && (flags & CONCATENATED) == 0;
        }

        boolean isFull() {
            return size > 0 && elements.size() >= size;
        }

        /** Returns the current set as if no rule added to it. */
        Set settled() {
            return new Set(flags, length, elements, false, size);
        }
    }

    /**
     * A single key or the first key of a range.
     *
     * @param end the last key of the range; empty for a single key, or if the next element ends the range
     * @param closing whether this is the first key after a range
     * @param other whether this element stands for all keys without an element
     * @param data the data of a map's element
     * @param conditional whether the element has a stateful expression that may stop the rule, such as a limit
     */
    record Element(
            byte[] key, Optional<byte[]> end, boolean closing, boolean other, Attributes data, boolean conditional) {
        private static final int INTERVAL_END = 1;
        private static final int CATCHALL = 2;

        static Element decode(Attributes element) {
            int flags = element.integer("NFTA_SET_ELEM_FLAGS", 0);
            return new Element(
                    key(element, "NFTA_SET_ELEM_KEY").orElse(new byte[0]),
                    key(element, "NFTA_SET_ELEM_KEY_END"),
                    (flags & INTERVAL_END) != 0,
                    (flags & CATCHALL) != 0,
                    element.nested("NFTA_SET_ELEM_DATA"),
                    isConditional(element, "NFTA_SET_ELEM"));
        }

        private static Optional<byte[]> key(Attributes element, String name) {
            Attributes data = element.nested(name);
            return data.has("NFTA_DATA_VALUE") ? Optional.of(data.bytes("NFTA_DATA_VALUE")) : Optional.empty();
        }
    }

    /** Whether the expressions of an element do more than count. */
    static boolean isConditional(Attributes element, String table) {
        List<Attributes> all = new ArrayList<>();
        all.add(element.nested(table + "_EXPR"));
        element.nested(table + "_EXPRESSIONS").all("NFTA_LIST_ELEM").stream()
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast)
                .forEach(all::add);
        return all.stream()
                .map(e -> e.string("NFTA_EXPR_NAME", "counter"))
                .anyMatch(name -> !name.equals("counter") && !name.equals("last"));
    }

    /** Reads the sets that the rules use. */
    static Sets read(Connection connection, List<NftRule> rules) {
        Map<String, List<Attributes>> parts = new HashMap<>();
        java.util.Set<String> growing = new HashSet<>();
        for (NftRule rule : rules) {
            for (Attributes element : rule.elements()) {
                String expression = element.string("NFTA_EXPR_NAME", "");
                boolean adds = expression.equals("dynset");
                String name = USED.containsKey(expression)
                        ? element.nested("NFTA_EXPR_DATA").string(USED.get(expression), "")
                        : "";
                if (name.isEmpty()) {
                    continue;
                }
                String key = key(rule.family(), rule.table(), name);
                if (adds) {
                    growing.add(key);
                }
                parts.computeIfAbsent(key, k -> elements(connection, rule, name));
            }
        }
        return parts.isEmpty() ? NONE : described(connection, parts, growing);
    }

    /** The sets with these lists of elements; one that is deleted meanwhile is left out. */
    private static Sets described(
            Connection connection, Map<String, List<Attributes>> parts, java.util.Set<String> growing) {
        Map<String, Set> all = new HashMap<>();
        Map<String, UsedSet> listedSets = new HashMap<>();
        for (Attributes body : connection
                .dump(Nftables.request("list sets", Nftables.GET_SET, 0, 0))
                .decode(Nftables.NEW_SET::decode)) {
            NftSet set = new NftSet(body, List.of());
            String key = key(set.family(), set.table(), set.name());
            List<Attributes> listed = parts.get(key);
            if (listed != null) {
                all.put(
                        key,
                        new Set(
                                body.integer("NFTA_SET_FLAGS", 0),
                                body.integer("NFTA_SET_KEY_LEN", 0),
                                decoded(listed),
                                growing.contains(key),
                                (int) set.limit()));
                listedSets.put(key, new UsedSet(set, listed));
            }
        }
        return new Sets(all, listedSets);
    }

    private static List<Attributes> elements(Connection connection, NftRule rule, String set) {
        Request request = Nftables.request("list elements of " + set, Nftables.GET_ELEMENTS, 0, rule.family())
                .put("NFTA_SET_ELEM_LIST_TABLE", rule.table())
                .put("NFTA_SET_ELEM_LIST_SET", set);
        return connection.dump(request).decode(Nftables.NEW_ELEMENTS::decode);
    }

    private static List<Element> decoded(List<Attributes> parts) {
        return NftSet.listed(parts).map(Element::decode).toList();
    }

    private static String key(int family, String table, String name) {
        return family + " " + table + " " + name;
    }

    /** A set that a rule uses, with its elements, if it was read from the kernel. */
    Optional<UsedSet> listed(NftRule rule, String name) {
        return Optional.ofNullable(listed.get(key(rule.family(), rule.table(), name)));
    }

    Optional<Set> find(NftRule rule, String name) {
        return Optional.ofNullable(all.get(key(rule.family(), rule.table(), name)))
                .filter(set -> set.length() > 0);
    }
}
