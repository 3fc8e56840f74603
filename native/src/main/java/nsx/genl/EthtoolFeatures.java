package nsx.genl;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U32;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;

/**
 * The offload features of a device's driver, by the kernel's names (linux/ethtool_netlink.h, since 5.9; ethtool -k).
 *
 * @param active each feature that the driver supports, and whether it is on
 * @param changeable the features that can be switched
 */
public record EthtoolFeatures(Map<String, Boolean> active, Set<String> changeable) {
    private static final int GET = 11;
    private static final int SET = 12;

    private static final AttributeTable DEVICE = AttributeTable.named("ETHTOOL_A_HEADER")
            .add(1, "ETHTOOL_A_HEADER_DEV_INDEX", U32)
            .add(2, "ETHTOOL_A_HEADER_DEV_NAME", STRING)
            .add(3, "ETHTOOL_A_HEADER_FLAGS", U32);
    private static final AttributeTable BIT = AttributeTable.named("ETHTOOL_A_BITSET_BIT")
            .add(1, "ETHTOOL_A_BITSET_BIT_INDEX", U32)
            .add(2, "ETHTOOL_A_BITSET_BIT_NAME", STRING)
            .add(3, "ETHTOOL_A_BITSET_BIT_VALUE", FLAG);
    private static final AttributeTable BITS = AttributeTable.named("ETHTOOL_A_BITSET_BITS")
            .add(1, "ETHTOOL_A_BITSET_BITS_BIT", AttributeType.nested(BIT));
    private static final AttributeTable BITSET = AttributeTable.named("ETHTOOL_A_BITSET")
            .add(1, "ETHTOOL_A_BITSET_NOMASK", FLAG)
            .add(2, "ETHTOOL_A_BITSET_SIZE", U32)
            .add(3, "ETHTOOL_A_BITSET_BITS", AttributeType.nested(BITS))
            .add(4, "ETHTOOL_A_BITSET_VALUE", BINARY)
            .add(5, "ETHTOOL_A_BITSET_MASK", BINARY);
    static final AttributeTable TABLE = AttributeTable.named("ETHTOOL_A_FEATURES")
            .add(1, "ETHTOOL_A_FEATURES_HEADER", AttributeType.nested(DEVICE))
            .add(2, "ETHTOOL_A_FEATURES_HW", AttributeType.nested(BITSET))
            .add(3, "ETHTOOL_A_FEATURES_WANTED", AttributeType.nested(BITSET))
            .add(4, "ETHTOOL_A_FEATURES_ACTIVE", AttributeType.nested(BITSET))
            .add(5, "ETHTOOL_A_FEATURES_NOCHANGE", AttributeType.nested(BITSET));

    /** Reads the features of a device in the calling thread's network namespace. */
    public static EthtoolFeatures of(int index) {
        try (Genl genl = Genl.open("ethtool", TABLE)) {
            return decode(genl.get("read features", device(genl.command(GET), index)));
        }
    }

    /** Switches features of a device in the calling thread's network namespace. */
    public static void set(int index, Map<String, Boolean> wanted) {
        try (Genl genl = Genl.open("ethtool", TABLE)) {
            genl.set("set features", wanted(device(genl.command(SET), index), wanted));
        }
    }

    private static Attributes device(Attributes body, int index) {
        return body.nest("ETHTOOL_A_FEATURES_HEADER", h -> h.put("ETHTOOL_A_HEADER_DEV_INDEX", index));
    }

    static Attributes wanted(Attributes body, Map<String, Boolean> features) {
        return body.nest(
                "ETHTOOL_A_FEATURES_WANTED",
                set -> set.nest("ETHTOOL_A_BITSET_BITS", bits -> {
                    Attributes all = bits;
                    for (Map.Entry<String, Boolean> feature : features.entrySet()) {
                        all = all.nest(
                                "ETHTOOL_A_BITSET_BITS_BIT",
                                bit -> bit.put("ETHTOOL_A_BITSET_BIT_NAME", feature.getKey())
                                        .put("ETHTOOL_A_BITSET_BIT_VALUE", feature.getValue()));
                    }
                    return all;
                }));
    }

    /** Reads an answer. The existing bits are in the mask of HW, so the feature names come from all sets together. */
    static EthtoolFeatures decode(Attributes all) {
        Set<String> changeable = on(all.nested("ETHTOOL_A_FEATURES_HW"));
        Set<String> active = on(all.nested("ETHTOOL_A_FEATURES_ACTIVE"));
        Set<String> names = new LinkedHashSet<>(changeable);
        names.addAll(active);
        names.addAll(on(all.nested("ETHTOOL_A_FEATURES_WANTED")));
        Map<String, Boolean> states = new LinkedHashMap<>();
        names.stream().sorted().forEach(name -> states.put(name, active.contains(name)));
        return new EthtoolFeatures(states, changeable);
    }

    /** The bits that are set: in a set without a mask all listed bits, in a set with a mask the bits with a value. */
    private static Set<String> on(Attributes bitset) {
        Set<String> names = new LinkedHashSet<>();
        boolean listed = bitset.has("ETHTOOL_A_BITSET_NOMASK");
        for (Object bit : bitset.nested("ETHTOOL_A_BITSET_BITS").all("ETHTOOL_A_BITSET_BITS_BIT")) {
            Attributes one = (Attributes) bit;
            if (listed || one.has("ETHTOOL_A_BITSET_BIT_VALUE")) {
                names.add(one.string("ETHTOOL_A_BITSET_BIT_NAME"));
            }
        }
        return names;
    }
}
