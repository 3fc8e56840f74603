package nsx.rtnl.kind;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/**
 * The type of a map from one priority to another (IFLA_VLAN_EGRESS_QOS, IFLA_VLAN_INGRESS_QOS), as a sorted map of
 * numbers. A request sets the priorities that it names; the kernel does not report those that lead to 0.
 *
 * @param from the largest priority that is mapped
 * @param to the largest priority that it is mapped to
 */
record PriorityMapType(long from, long to) implements AttributeType, Partial {
    private static final String MAPPING = "IFLA_VLAN_QOS_MAPPING";
    private static final Struct PAIR = Struct.named("ifla_vlan_qos_mapping").u32("from", "to");
    private static final AttributeTable TABLE =
            AttributeTable.named("IFLA_VLAN_QOS").add(1, MAPPING, AttributeType.struct(PAIR));

    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        SortedMap<Long, Long> all = new TreeMap<>();
        for (Object each : Attributes.decode(bytes, TABLE).all(MAPPING)) {
            Struct.Value pair = (Struct.Value) each;
            all.put(pair.number("from"), pair.number("to"));
        }
        return Collections.unmodifiableSortedMap(all);
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            throw new IllegalArgumentException("a map of priorities such as [0: 1] is needed, not " + value);
        }
        Attributes all = Attributes.of(TABLE);
        SortedMap<Long, Long> sorted = new TreeMap<>();
        map.forEach((key, mapped) -> sorted.put(number(key, from), number(mapped, to)));
        for (Map.Entry<Long, Long> pair : sorted.entrySet()) {
            all = all.put(MAPPING, PAIR.with("from", pair.getKey()).with("to", pair.getValue()));
        }
        return all.encode();
    }

    private static long number(Object value, long most) {
        String text = String.valueOf(value);
        if (!text.matches("\\d{1,10}") || Long.parseLong(text) > most) {
            throw new IllegalArgumentException(text + " is not a priority from 0 to " + most);
        }
        return Long.parseLong(text);
    }

    @Override
    public boolean nests() {
        return true;
    }

    @Override
    public boolean is(Object value, byte[] bytes) {
        return value.equals(decode(bytes, null));
    }

    @Override
    public Object part(Object now, Object wanted) {
        SortedMap<Long, Long> part = new TreeMap<>();
        Map<?, ?> is = now instanceof Map<?, ?> map ? map : Map.of();
        for (Object key : ((Map<?, ?>) wanted).keySet()) {
            part.put((Long) key, is.get(key) instanceof Long mapped ? mapped : 0L);
        }
        return part;
    }

    @Override
    public Object after(Object now, Object wanted) {
        SortedMap<Object, Object> all = new TreeMap<>(now instanceof Map<?, ?> map ? map : Map.of());
        all.putAll((Map<?, ?>) wanted);
        all.values().removeIf(Long.valueOf(0)::equals);
        return all;
    }

    @Override
    public String toString() {
        return "priorities";
    }
}
