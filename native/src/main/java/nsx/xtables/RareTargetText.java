package nsx.xtables;

import java.util.ArrayList;
import java.util.List;

/** Writes targets that few rules have in the words of iptables-save. */
final class RareTargetText {
    private static final List<String> EVENTS = List.of(
            "new", "related", "destroy", "reply", "assured", "protoinfo", "helper", "mark", "natseqinfo", "secmark");
    private static final List<String> AUDITS = List.of("accept", "drop", "reject");
    /** IPT_ECN_OP_SET_ECE and IPT_ECN_OP_SET_CWR. */
    private static final int TCP_BITS = 0x30;

    private static final int OPTIONS = 256;

    private RareTargetText() {}

    /** {@code struct xt_synproxy_info}. */
    static Options handshake(Blob data) {
        int options = data.u8(0);
        return Options.target("SYNPROXY")
                .addIf((options & 4) != 0, "--sack-perm", "")
                .addIf((options & 8) != 0, "--timestamp", "")
                .addIf((options & 2) != 0, "--wscale", data.u8(1))
                .addIf((options & 1) != 0, "--mss", data.u16(2))
                .addIf((options & 16) != 0, "--ecn", "");
    }

    /** {@code struct xt_tcpoptstrip_target_info}: a bit for each option. */
    static Options stripping(Blob data) {
        List<String> all = new ArrayList<>();
        for (int option = 0; option < OPTIONS; option++) {
            if ((data.s32(option / Integer.SIZE * 4) & 1 << option % Integer.SIZE) != 0) {
                all.add(Integer.toString(option));
            }
        }
        return Options.target("TCPOPTSTRIP").addIf(!all.isEmpty(), "--strip-options", String.join(",", all));
    }

    /** {@code struct xt_audit_info}. */
    static Options audit(Blob data) {
        Options text = Options.target("AUDIT");
        return data.u8(0) < AUDITS.size() ? text.add("--type", AUDITS.get(data.u8(0))) : text.addUnknown(true);
    }

    /** {@code struct idletimer_tg_info} and {@code v1}. */
    static Options timer(int revision, Blob data) {
        return Options.target("IDLETIMER")
                .add("--timeout", data.u32(0))
                .add("--label", SavedWords.name(data.text(4, 28)))
                .addIf(revision == 1 && data.u8(33) == 1, "--alarm", "");
    }

    /** {@code struct ipt_ECN_info}; only the removal of the bits of TCP has words. */
    static Options congestion(Blob data) {
        boolean removes = data.u8(0) == TCP_BITS && (data.u8(2) & 3) == 0;
        return removes
                ? Options.target("ECN").add("--ecn-tcp-remove", "")
                : Options.target("ECN").addUnknown(true);
    }

    /** {@code struct xt_connsecmark_target_info}. */
    static Options secureMark(Blob data) {
        return Options.target("CONNSECMARK").add(data.u8(0) == 1 ? "--save" : "--restore", "");
    }

    /** The events of connections, from the lowest bit on. */
    static String events(int bits) {
        List<String> set = new ArrayList<>();
        for (int i = 0; i < Integer.SIZE; i++) {
            if ((bits & 1 << i) != 0) {
                set.add(i < EVENTS.size() ? EVENTS.get(i) : "…");
            }
        }
        return String.join(",", set);
    }
}
