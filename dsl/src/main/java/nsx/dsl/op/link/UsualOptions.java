package nsx.dsl.op.link;

import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;

/** The default options of a new device. */
final class UsualOptions {
    /** The defaults of bridges (br_device.c, br_stp_if.c, br_multicast.c). */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("IFLA_BR_STP_STATE", "0"),
            Map.entry("IFLA_BR_FORWARD_DELAY", "1500"),
            Map.entry("IFLA_BR_HELLO_TIME", "200"),
            Map.entry("IFLA_BR_MAX_AGE", "2000"),
            Map.entry("IFLA_BR_AGEING_TIME", "30000"),
            Map.entry("IFLA_BR_PRIORITY", "32768"),
            Map.entry("IFLA_BR_VLAN_FILTERING", "0"),
            Map.entry("IFLA_BR_VLAN_DEFAULT_PVID", "1"),
            Map.entry("IFLA_BR_GROUP_FWD_MASK", "0"),
            Map.entry("IFLA_BR_GROUP_ADDR", "01:80:c2:00:00:00"),
            Map.entry("IFLA_BR_MCAST_ROUTER", "1"),
            Map.entry("IFLA_BR_MCAST_SNOOPING", "1"),
            Map.entry("IFLA_BR_MCAST_QUERY_USE_IFADDR", "0"),
            Map.entry("IFLA_BR_MCAST_QUERIER", "0"),
            Map.entry("IFLA_BR_MCAST_HASH_ELASTICITY", "16"),
            Map.entry("IFLA_BR_MCAST_HASH_MAX", "4096"),
            Map.entry("IFLA_BR_MCAST_LAST_MEMBER_CNT", "2"),
            Map.entry("IFLA_BR_MCAST_STARTUP_QUERY_CNT", "2"),
            Map.entry("IFLA_BR_MCAST_LAST_MEMBER_INTVL", "100"),
            Map.entry("IFLA_BR_MCAST_MEMBERSHIP_INTVL", "26000"),
            Map.entry("IFLA_BR_MCAST_QUERIER_INTVL", "25500"),
            Map.entry("IFLA_BR_MCAST_QUERY_INTVL", "12500"),
            Map.entry("IFLA_BR_MCAST_QUERY_RESPONSE_INTVL", "1000"),
            Map.entry("IFLA_BR_MCAST_STARTUP_QUERY_INTVL", "3124"),
            Map.entry("IFLA_BR_NF_CALL_IPTABLES", "0"),
            Map.entry("IFLA_BR_NF_CALL_IP6TABLES", "0"),
            Map.entry("IFLA_BR_NF_CALL_ARPTABLES", "0"),
            Map.entry("IFLA_BR_MULTI_BOOLOPT", "0"),
            Map.entry("IFLA_BR_VLAN_STATS_ENABLED", "0"),
            Map.entry("IFLA_BR_VLAN_STATS_PER_PORT", "0"),
            Map.entry("IFLA_BR_MCAST_STATS_ENABLED", "0"),
            Map.entry("IFLA_BR_MCAST_IGMP_VERSION", "2"),
            Map.entry("IFLA_BR_MCAST_MLD_VERSION", "1"),
            Map.entry("IFLA_BR_FDB_MAX_LEARNED", "0"));

    private UsualOptions() {}

    /** The options that a new device of the kind needs in order to have the given ones. */
    static Attributes besides(Kind kind, Attributes said) {
        Attributes data = kind.data();
        for (Option option : kind.options()) {
            String name = option.attribute().kernelName();
            if (option.settable() && option.isReported(said) && !isUsual(name, option.value(said))) {
                data = option.put(data, option.value(said).orElseThrow());
                data = option.flags().isEmpty()
                        ? data
                        : data.set(option.flags(), said.value(option.flags()).orElseThrow());
            }
        }
        return data;
    }

    /**
     * Whether an option has the default of every new device; such options are left out, since a kernel may refuse to
     * set them. The bridge itself determines a port's state.
     */
    private static boolean isUsual(String name, Optional<Object> value) {
        if (name.equals("IFLA_BRPORT_STATE")) {
            return true;
        }
        Object is = value.orElse("");
        return (is instanceof Boolean truth ? (truth ? "1" : "0") : String.valueOf(is)).equals(USUAL.get(name));
    }
}
