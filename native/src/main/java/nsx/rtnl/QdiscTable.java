package nsx.rtnl;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;

import java.util.function.Function;
import java.util.stream.IntStream;
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

    /** The structure of tbf: two {@code tc_ratespec}, field by field, and the sizes. */
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

    static final Struct HTB_OPT = ratespec(ratespec(Struct.named("tc_htb_opt"), ""), "ceil_")
            .u32("buffer", "cbuffer", "quantum", "level", "prio");

    static final AttributeTable HTB = AttributeTable.named("TCA_HTB")
            .add(1, "TCA_HTB_PARMS", AttributeType.struct(HTB_OPT))
            .add(2, "TCA_HTB_INIT", AttributeType.struct(HTB_GLOB))
            .add(3, "TCA_HTB_CTAB", BINARY)
            .add(4, "TCA_HTB_RTAB", BINARY)
            .add(5, "TCA_HTB_DIRECT_QLEN", U32)
            .add(6, "TCA_HTB_RATE64", U64)
            .add(7, "TCA_HTB_CEIL64", U64);

    /** A service curve of hfsc: a first rate in bytes per second, its duration in microseconds, and the later rate. */
    static final Struct CURVE = Struct.named("tc_service_curve").u32("m1", "d", "m2");

    static final AttributeTable HFSC = AttributeTable.named("TCA_HFSC")
            .add(1, "TCA_HFSC_RSC", AttributeType.struct(CURVE))
            .add(2, "TCA_HFSC_FSC", AttributeType.struct(CURVE))
            .add(3, "TCA_HFSC_USC", AttributeType.struct(CURVE));

    private static final AttributeTable DRR = AttributeTable.named("TCA_DRR").add(1, "TCA_DRR_QUANTUM", U32);

    private static final AttributeTable ETS_BANDS =
            AttributeTable.named("TCA_ETS").add(4, "TCA_ETS_QUANTA_BAND", U32).add(6, "TCA_ETS_PRIOMAP_BAND", U8);
    private static final AttributeTable ETS = AttributeTable.named("TCA_ETS")
            .add(1, "TCA_ETS_NBANDS", U8)
            .add(2, "TCA_ETS_NSTRICT", U8)
            .add(3, "TCA_ETS_QUANTA", AttributeType.nested(ETS_BANDS))
            .add(4, "TCA_ETS_QUANTA_BAND", U32)
            .add(5, "TCA_ETS_PRIOMAP", AttributeType.nested(ETS_BANDS));

    private static final AttributeTable FQ = AttributeTable.named("TCA_FQ")
            .add(1, "TCA_FQ_PLIMIT", U32)
            .add(2, "TCA_FQ_FLOW_PLIMIT", U32)
            .add(3, "TCA_FQ_QUANTUM", U32)
            .add(4, "TCA_FQ_INITIAL_QUANTUM", U32)
            .add(5, "TCA_FQ_RATE_ENABLE", U32)
            .add(6, "TCA_FQ_FLOW_DEFAULT_RATE", U32)
            .add(7, "TCA_FQ_FLOW_MAX_RATE", U32)
            .add(8, "TCA_FQ_BUCKETS_LOG", U32)
            .add(9, "TCA_FQ_FLOW_REFILL_DELAY", U32)
            .add(10, "TCA_FQ_ORPHAN_MASK", U32)
            .add(11, "TCA_FQ_LOW_RATE_THRESHOLD", U32)
            .add(12, "TCA_FQ_CE_THRESHOLD", U32)
            .add(13, "TCA_FQ_TIMER_SLACK", U32)
            .add(14, "TCA_FQ_HORIZON", U32)
            .add(15, "TCA_FQ_HORIZON_DROP", U8)
            .add(16, "TCA_FQ_PRIOMAP", BINARY)
            .add(17, "TCA_FQ_WEIGHTS", BINARY);

    private static final AttributeTable FQ_CODEL = AttributeTable.named("TCA_FQ_CODEL")
            .add(1, "TCA_FQ_CODEL_TARGET", U32)
            .add(2, "TCA_FQ_CODEL_LIMIT", U32)
            .add(3, "TCA_FQ_CODEL_INTERVAL", U32)
            .add(4, "TCA_FQ_CODEL_ECN", U32)
            .add(5, "TCA_FQ_CODEL_FLOWS", U32)
            .add(6, "TCA_FQ_CODEL_QUANTUM", U32)
            .add(7, "TCA_FQ_CODEL_CE_THRESHOLD", U32)
            .add(8, "TCA_FQ_CODEL_DROP_BATCH_SIZE", U32)
            .add(9, "TCA_FQ_CODEL_MEMORY_LIMIT", U32);

    private static final AttributeTable CODEL = AttributeTable.named("TCA_CODEL")
            .add(1, "TCA_CODEL_TARGET", U32)
            .add(2, "TCA_CODEL_LIMIT", U32)
            .add(3, "TCA_CODEL_INTERVAL", U32)
            .add(4, "TCA_CODEL_ECN", U32)
            .add(5, "TCA_CODEL_CE_THRESHOLD", U32);

    private static final AttributeTable CAKE = AttributeTable.named("TCA_CAKE")
            .add(1, "TCA_CAKE_PAD", BINARY)
            .add(2, "TCA_CAKE_BASE_RATE64", U64)
            .add(3, "TCA_CAKE_DIFFSERV_MODE", U32)
            .add(4, "TCA_CAKE_ATM", U32)
            .add(5, "TCA_CAKE_FLOW_MODE", U32)
            .add(6, "TCA_CAKE_OVERHEAD", AttributeType.S32)
            .add(7, "TCA_CAKE_RTT", U32)
            .add(8, "TCA_CAKE_TARGET", U32)
            .add(9, "TCA_CAKE_AUTORATE", U32)
            .add(10, "TCA_CAKE_MEMORY", U32)
            .add(11, "TCA_CAKE_NAT", U32)
            .add(12, "TCA_CAKE_RAW", U32)
            .add(13, "TCA_CAKE_WASH", U32)
            .add(14, "TCA_CAKE_MPU", U32)
            .add(15, "TCA_CAKE_INGRESS", U32)
            .add(16, "TCA_CAKE_ACK_FILTER", U32)
            .add(17, "TCA_CAKE_SPLIT_GSO", U32)
            .add(18, "TCA_CAKE_FWMARK", U32);

    static final Struct RED_QOPT =
            Struct.named("tc_red_qopt").u32("limit", "qth_min", "qth_max").u8("Wlog", "Plog", "Scell_log", "flags");
    static final AttributeTable RED = AttributeTable.named("TCA_RED")
            .add(1, "TCA_RED_PARMS", AttributeType.struct(RED_QOPT))
            .add(2, "TCA_RED_STAB", BINARY)
            .add(3, "TCA_RED_MAX_P", U32)
            .add(4, "TCA_RED_FLAGS", BINARY);

    private static final Struct FIFO = Struct.named("tc_fifo_qopt").u32("limit");
    /** The number of bands, followed by the bands of the sixteen packet priorities. */
    private static final Struct PRIO = Struct.named("tc_prio_qopt")
            .u32("bands")
            .u8(IntStream.range(0, 16).mapToObj(i -> "priomap" + i).toArray(String[]::new));

    private static final Struct SFQ = Struct.named("tc_sfq_qopt_v1")
            .u32("quantum")
            .s32("perturb_period")
            .u32("limit", "divisor", "flows")
            .u32("depth", "headdrop", "red_limit", "qth_min", "qth_max")
            .u8("Wlog", "Plog", "Scell_log", "flags")
            .u32("max_P")
            .u32("prob_drop", "forced_drop", "prob_mark", "forced_mark", "prob_mark_head", "forced_mark_head");
    private static final Struct HFSC_QOPT = Struct.named("tc_hfsc_qopt").u16("defcls");

    private static final Struct MULTIQ = Struct.named("tc_multiq_qopt").u16("bands", "max_bands");

    private static final AttributeTable NONE = AttributeTable.named("TCA_OPTIONS");

    static final AttributeTable TABLE = table(QdiscTable::options);

    /** The attributes of classes, whose options differ from those of their qdisc. */
    static final AttributeTable CLASSES = table(QdiscTable::classOptions);

    static AttributeTable table(Function<String, AttributeType> options) {
        return AttributeTable.named("TCA")
                .add(1, "TCA_KIND", STRING)
                .add(2, "TCA_OPTIONS", AttributeType.chosenBy("TCA_KIND", options))
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
    }

    private QdiscTable() {}

    private static AttributeType options(String kind) {
        return switch (kind) {
            case "tbf" -> AttributeType.nested(TBF);
            case "htb" -> AttributeType.nested(HTB);
            case "netem" -> AttributeType.nestedAfter(NETEM_QOPT, () -> NETEM);
            case "fq" -> AttributeType.nested(FQ);
            case "fq_codel" -> AttributeType.nested(FQ_CODEL);
            case "codel" -> AttributeType.nested(CODEL);
            case "cake" -> AttributeType.nested(CAKE);
            case "red" -> AttributeType.nested(RED);
            case "ets" -> AttributeType.nested(ETS);
            case "pfifo", "bfifo" -> alone(FIFO);
            case "prio" -> alone(PRIO);
            case "sfq" -> alone(SFQ);
            case "hfsc" -> alone(HFSC_QOPT);
            case "multiq" -> alone(MULTIQ);
            default -> null;
        };
    }

    private static AttributeType alone(Struct struct) {
        return AttributeType.nestedAfter(struct, () -> NONE);
    }

    private static AttributeType classOptions(String kind) {
        return switch (kind) {
            case "htb" -> AttributeType.nested(HTB);
            case "hfsc" -> AttributeType.nested(HFSC);
            case "drr" -> AttributeType.nested(DRR);
            case "ets" -> AttributeType.nested(ETS);
            default -> null;
        };
    }

    private static Struct ratespec(Struct struct, String prefix) {
        return struct.u8(prefix + "cell_log", prefix + "linklayer")
                .u16(prefix + "overhead", prefix + "cell_align", prefix + "mpu")
                .u32(prefix + "rate");
    }
}
