package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;

import java.time.Duration;
import java.util.Locale;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;

/** The options that a bridge keeps about a VLAN for all of its ports: {@code vlan global} of bridge(8), since 5.15. */
public final class VlanGlobals {
    /** The number of the VLAN, and of the last one if the options are those of several. */
    public static final String ID = "BRIDGE_VLANDB_GOPTS_ID";

    public static final String LAST = "BRIDGE_VLANDB_GOPTS_RANGE";

    private static final int MOST_TREES = 4094;

    public static final Kind KIND = multicast(Kind.named("globalOptions", "a VLAN of a bridge")
                    .hidden(1, ID, U16)
                    .hidden(2, LAST, U16))
            .hidden(16, "BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS", BINARY)
            .hidden(17, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE", BINARY)
            .option(
                    18,
                    "BRIDGE_VLANDB_GOPTS_MSTI",
                    AttributeType.ranged(U16, 0, MOST_TREES),
                    "msti",
                    "msti",
                    "spanning tree that it belongs to, 0 for the common one; the bridge needs mst (since 5.18)");

    /** A quarter of the interval of queries, 31.25 s, as a kernel that counts 250 times a second tells it. */
    private static final Duration QUARTER = Duration.ofMillis(31_240);

    private static final Duration EXACT_QUARTER = Duration.ofMillis(31_250);

    /** The options of a new VLAN (br_multicast.c, br_multicast_ctx_init). */
    public static final Attributes USUAL = usual();

    private VlanGlobals() {}

    /** Whether an option has the value of a new VLAN. */
    public static boolean isUsual(Option option, Attributes options) {
        Object value = option.value(options).map(option.unit()::fromKernel).orElse(null);
        return option.value(options).equals(option.value(USUAL))
                || option.name().equals("mcastStartupQueryInterval") && EXACT_QUARTER.equals(value);
    }

    private static Attributes usual() {
        Attributes usual = KIND.data();
        for (Object[] option : new Object[][] {
            {"mcastSnooping", true},
            {"mcastIgmpVersion", 2},
            {"mcastMldVersion", 1},
            {"mcastLastMemberCount", 2},
            {"mcastStartupQueryCount", 2},
            {"mcastLastMemberInterval", Duration.ofSeconds(1)},
            {"mcastMembershipInterval", Duration.ofSeconds(260)},
            {"mcastQuerierInterval", Duration.ofSeconds(255)},
            {"mcastQueryInterval", Duration.ofSeconds(125)},
            {"mcastQueryResponseInterval", Duration.ofSeconds(10)},
            {"mcastStartupQueryInterval", QUARTER},
            {"mcastQuerier", false},
            {"msti", 0}
        }) {
            usual = KIND.put(usual, (String) option[0], option[1]);
        }
        return usual;
    }

    private static Kind multicast(Kind kind) {
        return intervals(kind.option(
                                3,
                                "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING",
                                BOOL,
                                "mcastSnooping",
                                "mcast_snooping",
                                "learn who wants multicast")
                        .option(
                                4,
                                "BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION",
                                AttributeType.ranged(U8, 2, 3),
                                "mcastIgmpVersion",
                                "mcast_igmp_version",
                                "2 or 3")
                        .option(
                                5,
                                "BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION",
                                AttributeType.ranged(U8, 1, 2),
                                "mcastMldVersion",
                                "mcast_mld_version",
                                "1 or 2")
                        .option(
                                6,
                                "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT",
                                U32,
                                "mcastLastMemberCount",
                                "mcast_last_member_count",
                                "queries after a leave")
                        .option(
                                7,
                                "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT",
                                U32,
                                "mcastStartupQueryCount",
                                "mcast_startup_query_count",
                                "queries at the start"))
                .option(
                        15,
                        "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER",
                        BOOL,
                        "mcastQuerier",
                        "mcast_querier",
                        "ask who wants multicast");
    }

    private static Kind intervals(Kind kind) {
        Kind all = kind.hidden(9, "BRIDGE_VLANDB_GOPTS_PAD", BINARY);
        all = interval(all, 8, "LAST_MEMBER", "mcastLastMemberInterval", "time between the queries after a leave");
        all = interval(all, 10, "MEMBERSHIP", "mcastMembershipInterval", "how long a member counts without an answer");
        all = interval(all, 11, "QUERIER", "mcastQuerierInterval", "how long another querier counts without a query");
        all = interval(all, 12, "QUERY", "mcastQueryInterval", "time between queries");
        all = interval(all, 13, "QUERY_RESPONSE", "mcastQueryResponseInterval", "time in which members answer a query");
        all = interval(all, 14, "STARTUP_QUERY", "mcastStartupQueryInterval", "time between queries at the start");
        return all;
    }

    private static Kind interval(Kind kind, int number, String what, String name, String text) {
        String word = "mcast_" + what.toLowerCase(Locale.ROOT) + "_interval";
        return kind.option(
                number, "BRIDGE_VLANDB_GOPTS_MCAST_" + what + "_INTVL", U64, name, word, Unit.CENTISECONDS, text);
    }
}
