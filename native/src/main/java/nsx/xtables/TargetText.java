package nsx.xtables;

import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import nsx.netlink.Ip;

/** Writes targets in the words of iptables-save, by name and revision. */
final class TargetText {
    private static final int HEADER = 32;
    private static final int NAME = 29;
    private static final int REVISION = 31;
    private static final Map<String, Function<Blob, Options>> ALL = Map.ofEntries(
            Map.entry("MARK 2", data -> target("MARK").add("--set-xmark", pair(data, 0))),
            Map.entry("CONNMARK 1", data -> connmark(data, 12)),
            Map.entry("CONNMARK 2", TargetText::shiftedConnmark),
            Map.entry("LOG 0", TargetText::log),
            Map.entry("NFLOG 0", TargetText::nflog),
            Map.entry("TTL 0", data -> lifetime("TTL", data)),
            Map.entry("HL 0", data -> lifetime("HL", data)),
            Map.entry("CT 1", TargetText::tracking),
            Map.entry("CT 2", TargetText::tracking),
            Map.entry("NOTRACK 0", data -> target("NOTRACK")),
            Map.entry("TRACE 0", data -> target("TRACE")),
            Map.entry("NFQUEUE 0", data -> target("NFQUEUE").add("--queue-num", data.u16(0))),
            Map.entry("NFQUEUE 1", data -> queues(data)),
            Map.entry("NFQUEUE 2", data -> queues(data).addIf(data.u16(4) != 0, "--queue-bypass", "")),
            Map.entry("NFQUEUE 3", TargetText::flaggedQueues),
            Map.entry("TCPMSS 0", TargetText::segmentSize),
            Map.entry("CLASSIFY 0", TargetText::trafficClass),
            Map.entry("CHECKSUM 0", data -> target("CHECKSUM").add("--checksum-fill", "")),
            Map.entry("DSCP 0", data -> target("DSCP").add("--set-dscp", Options.hexByte(data.u8(0)))),
            Map.entry("TOS 1", TargetText::typeOfService),
            Map.entry("SYNPROXY 0", RareTargetText::handshake),
            Map.entry("TCPOPTSTRIP 0", RareTargetText::stripping),
            Map.entry("AUDIT 0", RareTargetText::audit),
            Map.entry("IDLETIMER 0", data -> RareTargetText.timer(0, data)),
            Map.entry("IDLETIMER 1", data -> RareTargetText.timer(1, data)),
            Map.entry("ECN 0", RareTargetText::congestion),
            Map.entry("CONNSECMARK 0", RareTargetText::secureMark));
    private static final Map<String, BiFunction<TableFamily, Blob, Options>> OF_FAMILIES = Map.of(
            "TEE 1", TargetText::copy,
            "TPROXY 1", TargetText::proxy);

    /** LOG_WARNING. */
    private static final int USUAL_LEVEL = 4;

    private static final int CLAMP_TO_PATH = 0xffff;

    private TargetText() {}

    /** Writes a target; three dots follow the name of one that is not known. */
    static String of(TableFamily family, Blob target, SetNames sets) {
        String name = target.text(2, NAME);
        String called = name + " " + target.u8(REVISION);
        Blob data = target.slice(HEADER, target.bytes().length);
        if (name.equals("SET") && target.u8(REVISION) > 0) {
            return SetText.target(target.u8(REVISION), data, sets).toString();
        }
        BiFunction<TableFamily, Blob, Options> both = OF_FAMILIES.get(called);
        Function<Blob, Options> known = both == null ? ALL.get(called) : blob -> both.apply(family, blob);
        return (known == null ? target(name).addUnknown(true) : known.apply(data)).toString();
    }

    private static Options target(String name) {
        return Options.target(name);
    }

    /** A mark and its mask. */
    private static String pair(Blob data, int at) {
        return Options.hex(data.s32(at)) + "/" + Options.hex(data.s32(at + 4));
    }

    private static Options shiftedConnmark(Blob data) {
        return connmark(data, 14)
                .addIf(data.u8(13) != 0, data.u8(12) == 0 ? "--left-shift-mark" : "--right-shift-mark", data.u8(13));
    }

    /** {@code struct xt_connmark_tginfo1} and {@code 2}, whose modes are at different places. */
    private static Options connmark(Blob data, int modeAt) {
        Options text = target("CONNMARK");
        int mode = data.u8(modeAt);
        return mode == 0
                ? text.add("--set-xmark", pair(data, 0))
                : text.add(mode == 1 ? "--save-mark" : "--restore-mark", "")
                        .add("--nfmask", Options.hex(data.s32(8)))
                        .add("--ctmask", Options.hex(data.s32(4)));
    }

    private static Options log(Blob data) {
        String prefix = data.text(2, 30);
        int flags = data.u8(1);
        return target("LOG")
                .addIf(!prefix.isEmpty(), "--log-prefix", SavedWords.text(prefix))
                .addIf(data.u8(0) != USUAL_LEVEL, "--log-level", data.u8(0))
                .addIf((flags & 1) != 0, "--log-tcp-sequence", "")
                .addIf((flags & 2) != 0, "--log-tcp-options", "")
                .addIf((flags & 4) != 0, "--log-ip-options", "")
                .addIf((flags & 8) != 0, "--log-uid", "")
                .addIf((flags & 32) != 0, "--log-macdecode", "");
    }

    private static Options nflog(Blob data) {
        String prefix = data.text(12, 64);
        boolean sized = (data.u16(8) & 1) != 0;
        return target("NFLOG")
                .addIf(!prefix.isEmpty(), "--nflog-prefix", SavedWords.text(prefix))
                .addIf(data.u16(4) != 0, "--nflog-group", data.u16(4))
                .addIf(sized || data.s32(0) != 0, sized ? "--nflog-size" : "--nflog-range", data.u32(0))
                .addIf(data.u16(6) != 0, "--nflog-threshold", data.u16(6));
    }

    private static Options lifetime(String name, Blob data) {
        String[] does = {"set", "inc", "dec"};
        Options text = target(name);
        int mode = data.u8(0);
        return mode >= does.length
                ? text.addUnknown(true)
                : text.add("--" + name.toLowerCase(Locale.ROOT) + "-" + does[mode], data.u8(1));
    }

    /** {@code struct xt_ct_target_info_v1}; one written as NOTRACK keeps that name. */
    private static Options tracking(Blob data) {
        int flags = data.u16(0);
        if ((flags & 2) != 0) {
            return target("NOTRACK");
        }
        String helper = data.text(12, 16);
        String timeout = data.text(28, 32);
        String side = (flags & 4) != 0 ? "-orig" : (flags & 8) != 0 ? "-reply" : "";
        boolean byMark = (flags & 16) != 0;
        return target("CT")
                .addIf((flags & 1) != 0, "--notrack", "")
                .addIf(!helper.isEmpty(), "--helper", SavedWords.text(helper))
                .addIf(!timeout.isEmpty(), "--timeout", SavedWords.text(timeout))
                .addIf(data.s32(4) != 0, "--ctevents", RareTargetText.events(data.s32(4)))
                .addIf(data.s32(8) != 0, "--expevents", data.s32(8) == 1 ? "new" : "…")
                .addIf(byMark || data.u16(2) != 0, "--zone" + side, byMark ? "mark" : data.u16(2));
    }

    private static Options queues(Blob data) {
        int first = data.u16(0);
        int count = data.u16(2);
        return count > 1
                ? target("NFQUEUE").add("--queue-balance", first + ":" + (first + count - 1))
                : target("NFQUEUE").add("--queue-num", first);
    }

    private static Options flaggedQueues(Blob data) {
        return queues(data)
                .addIf((data.u16(4) & 1) != 0, "--queue-bypass", "")
                .addIf((data.u16(4) & 2) != 0, "--queue-cpu-fanout", "");
    }

    private static Options segmentSize(Blob data) {
        return data.u16(0) == CLAMP_TO_PATH
                ? target("TCPMSS").add("--clamp-mss-to-pmtu", "")
                : target("TCPMSS").add("--set-mss", data.u16(0));
    }

    private static Options trafficClass(Blob data) {
        return target("CLASSIFY").add("--set-class", String.format("%04x:%04x", data.u16(2), data.u16(0)));
    }

    private static Options typeOfService(Blob data) {
        return target("TOS").add("--set-tos", Options.hexByte(data.u8(0)) + "/" + Options.hexByte(data.u8(1)));
    }

    private static Options copy(TableFamily family, Blob data) {
        String device = data.text(16, 16);
        return target("TEE")
                .add("--gateway", Ip.text(data.address(0, family.address)))
                .addIf(!device.isEmpty(), "--oif", SavedWords.name(device));
    }

    private static Options proxy(TableFamily family, Blob data) {
        return target("TPROXY")
                .add("--on-port", data.be16(24))
                .add("--on-ip", Ip.text(data.address(8, family.address)))
                .add("--tproxy-mark", Options.hex(data.s32(4)) + "/" + Options.hex(data.s32(0)));
    }
}
