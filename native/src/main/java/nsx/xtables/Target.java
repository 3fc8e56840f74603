package nsx.xtables;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.filter.Action;
import nsx.filter.Action.Kind;
import nsx.filter.Effect;
import nsx.filter.Packet.Field;

/**
 * The target of a rule.
 *
 * @param text the text of iptables -S, with … for parts that are not understood; empty without a target
 * @param action empty if the packet goes on to the next rule
 * @param understood whether action and effect are certain
 * @param effect the changes to the packet
 */
record Target(String text, Optional<Action> action, boolean understood, Effect effect) {
    private static final int HEADER = 32;
    private static final int NAME = 29;
    private static final int REVISION = 31;
    /** The mode XT_CONNMARK_RESTORE. */
    private static final int RESTORE = 2;

    private static final int CT_NOTRACK = 1;
    private static final int CT_ZONE_MARK = 16;
    /** Bytes of a gateway, and of the name of a device. */
    private static final int GATEWAY = 16;

    private static final int IFNAMSIZ = 16;
    private static final int TTL_SET = 0;
    private static final int TTL_INC = 1;
    /** The default of ip_default_ttl. */
    private static final int LIFETIME = 64;

    /** NF_DROP, NF_ACCEPT, NF_QUEUE and XT_RETURN as {@code -verdict - 1}. */
    private static final Map<Integer, Kind> VERDICTS =
            Map.of(-1, Kind.DROP, -2, Kind.ACCEPT, -4, Kind.QUEUE, -5, Kind.RETURN);
    /** The targets that change or report the packet and let it continue. */
    private static final Set<String> PASSING = Set.of(
            "LOG",
            "NFLOG",
            "ULOG",
            "TRACE",
            "TCPMSS",
            "TCPOPTSTRIP",
            "CHECKSUM",
            "CLASSIFY",
            "SET",
            "AUDIT",
            "SECMARK",
            "CONNSECMARK",
            "IDLETIMER",
            "RATEEST",
            "ECN",
            "LED");

    private static final Map<Integer, String> REJECT4 = Map.of(
            0, "icmp-net-unreachable",
            1, "icmp-host-unreachable",
            2, "icmp-proto-unreachable",
            3, "icmp-port-unreachable",
            5, "icmp-net-prohibited",
            6, "icmp-host-prohibited",
            7, "tcp-reset",
            8, "icmp-admin-prohibited");
    private static final Map<Integer, String> REJECT6 = Map.of(
            0, "icmp6-no-route",
            1, "icmp6-adm-prohibited",
            3, "icmp6-addr-unreachable",
            4, "icmp6-port-unreachable",
            6, "tcp-reset",
            7, "icmp6-policy-fail",
            8, "icmp6-reject-route");

    Target(String text, Optional<Action> action, boolean understood) {
        this(text, action, understood, Effect.NONE);
    }

    /** The name in a {@code struct xt_entry_target}; empty for a verdict or a jump. */
    static String name(Blob target) {
        return target.text(2, NAME);
    }

    /**
     * The verdict of a target without a name: negative for one of the verdicts above, otherwise the offset of a rule.
     */
    static int verdict(Blob target) {
        return target.s32(HEADER);
    }

    static Target verdict(int verdict) {
        Kind kind = VERDICTS.getOrDefault(verdict, Kind.QUEUE);
        return new Target("-j " + kind, Optional.of(new Action(kind, "")), true);
    }

    static Target jump(String chain, boolean goes) {
        String text = (goes ? "-g " : "-j ") + SavedWords.name(chain);
        return new Target(text, Optional.of(new Action(goes ? Kind.GOTO : Kind.JUMP, chain)), true);
    }

    static Target none() {
        return new Target("", Optional.empty(), true);
    }

    /** Reads a target by name; an unknown one may drop. */
    static Target named(TableFamily family, Blob target, SetNames sets) {
        String name = name(target);
        Blob data = target.slice(HEADER, target.bytes().length);
        String text = TargetText.of(family, target, sets);
        return switch (name) {
            case "REJECT" -> reject((family == TableFamily.IPV4 ? REJECT4 : REJECT6).get(data.s32(0)));
            case "MASQUERADE" -> translation(name, Kind.MASQUERADE, "--to-ports", NatRange.read(family, target));
            case "SNAT" -> translation(name, Kind.SOURCE_NAT, "--to-source", NatRange.read(family, target));
            case "DNAT" -> translation(name, Kind.DESTINATION_NAT, "--to-destination", NatRange.read(family, target));
            case "REDIRECT" -> translation(name, Kind.REDIRECT, "--to-ports", NatRange.read(family, target));
            case "MARK" -> passing(text, mark(target, data));
            case "CONNMARK" ->
                passing(
                        text,
                        data.u8(target.u8(REVISION) == 2 ? 14 : 12) == RESTORE ? Effect.UNKNOWN_MARK : Effect.NONE);
            case "HMARK" -> passing(text, Effect.UNKNOWN_MARK);
            case "NOTRACK" -> passing(text, Effect.UNTRACKED);
            case "CT" -> tracking(text, data);
            case "DSCP", "TOS" -> passing(text, Effect.write(Field.TRAFFIC_CLASS));
            case "NETMAP" ->
                diverting(Options.target(name)
                        .add("--to", NatRange.read(family, target).network())
                        .toString());
            case "SYNPROXY", "TPROXY", "DNPT", "SNPT", "CLUSTERIP" -> diverting(text);
            case "TEE" -> passing(text, Effect.copy(gateway(family, data)));
            case "TTL", "HL" -> lifetime(text, data);
            case "NFQUEUE" -> new Target(text, Optional.of(new Action(Kind.QUEUE, "")), true);
            default ->
                PASSING.contains(name)
                        ? new Target(text, Optional.empty(), true)
                        : new Target(text, Optional.of(new Action(Kind.DROP, "")), false);
        };
    }

    /** Reads {@code struct xt_ct_target_info}; connections in another zone are separate. */
    private static Target tracking(String text, Blob data) {
        int flags = data.u16(0);
        if ((flags & CT_NOTRACK) != 0) {
            return passing(text, Effect.UNTRACKED);
        }
        return data.u16(2) != 0 || (flags & CT_ZONE_MARK) != 0 ? diverting(text) : passing(text, Effect.NONE);
    }

    /** Reads {@code struct ipt_TTL_info}; the new lifetime may be too short for the rest of the way. */
    private static Target lifetime(String text, Blob data) {
        boolean enough = data.u8(0) == TTL_INC || data.u8(0) == TTL_SET && data.u8(1) >= LIFETIME;
        return enough ? passing(text, Effect.write(Field.LIFETIME)) : diverting(text);
    }

    private static Target diverting(String text) {
        return new Target(text, Optional.of(new Action(Kind.DIVERT, "")), true);
    }

    private static Target passing(String text, Effect effect) {
        return new Target(text, Optional.empty(), true, effect);
    }

    /** {@code struct xt_tee_tginfo}; to a device of its own the route may be another. */
    private static Optional<InetAddress> gateway(TableFamily family, Blob data) {
        return data.text(GATEWAY, IFNAMSIZ).isEmpty() ? Optional.of(data.address(0, family.address)) : Optional.empty();
    }

    /** {@code struct xt_mark_tginfo2}: the mark becomes {@code mark & ~mask ^ bits}. */
    private static Effect mark(Blob target, Blob data) {
        return target.u8(REVISION) == 2 ? Effect.mark(data.s32(4), data.s32(0)) : Effect.UNKNOWN_MARK;
    }

    private static Target reject(String with) {
        Options text = Options.target("REJECT").addIf(with != null, "--reject-with", with);
        return new Target(
                text.addUnknown(with == null).toString(), Optional.of(new Action(Kind.REJECT, "")), with != null);
    }

    private static Target translation(String name, Kind kind, String option, NatRange range) {
        String to = range.toString();
        boolean portsAlone = range.address().isEmpty() && !option.equals("--to-ports");
        Options text = Options.target(name).addIf(!to.isEmpty(), option, portsAlone ? ":" + to : to);
        return new Target(
                range.options(text).toString(),
                Optional.of(new Action(kind, "", range.address(), range.port())),
                range.plain() || kind == Kind.MASQUERADE);
    }
}
