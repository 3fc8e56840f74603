package nsx.rtnl;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;

/** linux/rtnetlink.h and linux/pkt_sched.h. */
final class QdiscTable {
    static final Struct TCMSG = Struct.named("tcmsg")
            .u8("tcm_family")
            .pad(3)
            .s32("tcm_ifindex")
            .u32("tcm_handle", "tcm_parent", "tcm_info");

    /** Two {@code tc_ratespec}, here field by field, and the sizes. */
    static final Struct TBF_QOPT =
            ratespec(ratespec(Struct.named("tc_tbf_qopt"), ""), "peak_").u32("limit", "buffer", "mtu");

    static final Struct NETEM_QOPT =
            Struct.named("tc_netem_qopt").u32("latency", "limit", "loss", "gap", "duplicate", "jitter");
    static final Struct NETEM_CORR = Struct.named("tc_netem_corr").u32("delay_corr", "loss_corr", "dup_corr");
    static final Struct NETEM_CHANCE = Struct.named("tc_netem_reorder").u32("probability", "correlation");
    static final Struct NETEM_RATE = Struct.named("tc_netem_rate")
            .u32("rate")
            .s32("packet_overhead")
            .u32("cell_size")
            .s32("cell_overhead");
    static final Struct HTB_GLOB =
            Struct.named("tc_htb_glob").u32("version", "rate2quantum", "defcls", "debug", "direct_pkts");

    static final AttributeTable TBF = AttributeTable.named("TCA_TBF")
            .add(1, "TCA_TBF_PARMS", AttributeType.struct(TBF_QOPT))
            .add(2, "TCA_TBF_RTAB", BINARY)
            .add(3, "TCA_TBF_PTAB", BINARY)
            .add(4, "TCA_TBF_RATE64", U64)
            .add(5, "TCA_TBF_PRATE64", U64)
            .add(6, "TCA_TBF_BURST", U32)
            .add(7, "TCA_TBF_PBURST", U32)
            .add(8, "TCA_TBF_PAD", BINARY);

    static final AttributeTable NETEM = AttributeTable.named("TCA_NETEM")
            .add(1, "TCA_NETEM_CORR", AttributeType.struct(NETEM_CORR))
            .add(2, "TCA_NETEM_DELAY_DIST", BINARY)
            .add(3, "TCA_NETEM_REORDER", AttributeType.struct(NETEM_CHANCE))
            .add(4, "TCA_NETEM_CORRUPT", AttributeType.struct(NETEM_CHANCE))
            .add(5, "TCA_NETEM_LOSS", BINARY)
            .add(6, "TCA_NETEM_RATE", AttributeType.struct(NETEM_RATE))
            .add(7, "TCA_NETEM_ECN", U32)
            .add(8, "TCA_NETEM_RATE64", U64)
            .add(9, "TCA_NETEM_PAD", BINARY)
            .add(10, "TCA_NETEM_LATENCY64", U64)
            .add(11, "TCA_NETEM_JITTER64", U64)
            .add(12, "TCA_NETEM_SLOT", BINARY);

    static final AttributeTable HTB = AttributeTable.named("TCA_HTB")
            .add(1, "TCA_HTB_PARMS", BINARY)
            .add(2, "TCA_HTB_INIT", AttributeType.struct(HTB_GLOB))
            .add(3, "TCA_HTB_CTAB", BINARY)
            .add(4, "TCA_HTB_RTAB", BINARY)
            .add(5, "TCA_HTB_DIRECT_QLEN", U32);

    static final AttributeTable TABLE = AttributeTable.named("TCA")
            .add(1, "TCA_KIND", STRING)
            .add(2, "TCA_OPTIONS", AttributeType.chosenBy("TCA_KIND", QdiscTable::options))
            .add(3, "TCA_STATS", BINARY)
            .add(4, "TCA_XSTATS", BINARY)
            .add(5, "TCA_RATE", BINARY)
            .add(6, "TCA_FCNT", BINARY)
            .add(7, "TCA_STATS2", BINARY)
            .add(8, "TCA_STAB", BINARY)
            .add(9, "TCA_PAD", BINARY)
            .add(10, "TCA_DUMP_INVISIBLE", AttributeType.FLAG)
            .add(11, "TCA_CHAIN", U32)
            .add(12, "TCA_HW_OFFLOAD", U8)
            .add(13, "TCA_INGRESS_BLOCK", U32)
            .add(14, "TCA_EGRESS_BLOCK", U32);

    private QdiscTable() {}

    private static AttributeType options(String kind) {
        return switch (kind) {
            case "tbf" -> AttributeType.nested(TBF);
            case "htb" -> AttributeType.nested(HTB);
            case "netem" -> AttributeType.nestedAfter(NETEM_QOPT, () -> NETEM);
            default -> null;
        };
    }

    private static Struct ratespec(Struct struct, String prefix) {
        return struct.u8(prefix + "cell_log", prefix + "linklayer")
                .u16(prefix + "overhead", prefix + "cell_align", prefix + "mpu")
                .u32(prefix + "rate");
    }
}
