package nsx.nft;

import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import nsx.filter.Action;
import nsx.filter.Effect;
import nsx.filter.Match;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.xtables.Extensions;

/** Applies the expressions of a rule to a packet. */
final class RuleEvaluation {
    /** They neither end a rule nor load anything that is compared. */
    private static final Set<String> HARMLESS = Set.of("counter", "log", "last", "flow_offload");
    /** Expressions that match some packets and not others, depending on unknown state. */
    private static final Set<String> COUNTING = Set.of("limit", "quota", "connlimit");

    /** Keys of metadata whose change does not affect the packet's way. */
    private static final Set<String> IDLE = Set.of("nftrace", "priority", "secmark");

    private static final String PACKET_HOST = "00";
    /** The key of ct whose change makes another connection: connections in other zones are separate. */
    private static final String ZONE = "zone";

    private static final int SYNPROXY = 10;
    private static final int EXPECTATION = 9;

    private static final int QUOTA = 2;
    private static final int LIMIT = 4;
    private static final int CONNLIMIT = 5;

    private final Packet packet;
    private final Surroundings around;
    private final Sets sets;
    private final Registers registers = new Registers();
    private final HeaderChanges changes = new HeaderChanges();
    private final Loads loads;
    private Truth truth = Truth.YES;
    private Effect effect = Effect.NONE;

    RuleEvaluation(Packet packet, Surroundings around, Sets sets) {
        this.packet = packet;
        this.around = around;
        this.sets = sets;
        loads = new Loads(packet, around, registers);
    }

    Match of(NftRule rule) {
        for (Attributes element : rule.elements()) {
            String name = element.string("NFTA_EXPR_NAME", "");
            Attributes data = data(element);
            Optional<Match> end = step(rule, name, data);
            if (end.isPresent()) {
                return end.get();
            }
            if (truth == Truth.NO) {
                return new Match(Truth.NO, Optional.empty(), Effect.NONE);
            }
        }
        return new Match(truth, Optional.empty(), effect);
    }

    /** The attributes of an expression; empty for an unknown expression. */
    private static Attributes data(Attributes element) {
        return element.value("NFTA_EXPR_DATA").orElse(null) instanceof Attributes known
                ? known
                : Attributes.of(ExpressionTables.of(element.string("NFTA_EXPR_NAME", "")));
    }

    /** Evaluates one expression; returns the result of the rule if it ends there. */
    private Optional<Match> step(NftRule rule, String name, Attributes data) {
        switch (name) {
            case "meta" -> {
                return meta(data);
            }
            case "payload" -> {
                return payload(data);
            }
            case "ct" -> {
                return connection(data);
            }
            case "fib" -> loads.fib(data);
            case "cmp" -> and(new Comparison(registers).compare(data));
            case "range" -> and(new Comparison(registers).range(data));
            case "bitwise" -> {
                new Bits(registers).bitwise(data);
                changes.bitwise(data);
            }
            case "byteorder" -> new Bits(registers).byteorder(data);
            case "objref" -> {
                return object(data);
            }
            case "dynset" -> and(added(rule, data));
            case "notrack" -> {
                if (packet.state() == Packet.State.UNSEEN) {
                    return diverted();
                }
                effect = effect.then(Effect.UNTRACKED);
            }
            case "dup" -> effect = effect.then(Effect.copy(gateway(data)));
            case "match" -> and(extension(data));
            case "lookup" -> {
                return lookup(rule, data);
            }
            case "immediate" -> {
                return immediate(data);
            }
            case "target" -> {
                Match end = target(rule, data);
                and(end.truth());
                effect = effect.then(end.effect());
                return end.action().isEmpty()
                        ? Optional.empty()
                        : ended(end.action().get());
            }
            default -> {
                return other(name, data);
            }
        }
        return Optional.empty();
    }

    private Optional<InetAddress> gateway(Attributes data) {
        // to a device of its own the route may be another
        return data.has("NFTA_DUP_SREG_DEV")
                ? Optional.empty()
                : registers
                        .hex(data.integer("NFTA_DUP_SREG_ADDR", 0), packet.isIpv6() ? 16 : 4)
                        .map(hex -> Ip.of(HexFormat.of().parseHex(hex)));
    }

    private void and(Truth with) {
        truth = truth.and(with);
    }

    private Optional<Match> ended(Action action) {
        return Optional.of(new Match(truth, Optional.of(action), effect));
    }

    private Optional<Match> diverted() {
        return ended(new Action(Action.Kind.DIVERT, ""));
    }

    private Optional<Match> other(String name, Attributes data) {
        Optional<Action> action = Verdicts.of(name, data, registers);
        if (action.isPresent()) {
            return ended(action.get());
        }
        if (Loads.UNKNOWN.contains(name)) {
            loads.unknown();
            and(loads.something(name, data));
        } else if (COUNTING.contains(name)) {
            and(Truth.UNKNOWN);
        } else if (!HARMLESS.contains(name)) {
            return diverted();
        }
        return Optional.empty();
    }

    private Optional<Match> meta(Attributes data) {
        String key = data.string("NFTA_META_KEY", "");
        if (data.has("NFTA_META_SREG")) {
            return written(key, data.integer("NFTA_META_SREG"));
        }
        and(loads.meta(key, data));
        return Optional.empty();
    }

    /** Handles metadata that a rule writes, which the packet's way may depend on (nft_meta_set_eval). */
    private Optional<Match> written(String key, int register) {
        if (key.equals("mark")) {
            effect = effect.then(registers
                    .hex(register, 4)
                    .map(hex -> Effect.mark(-1, number(hex)))
                    .orElse(Effect.UNKNOWN_MARK));
            return Optional.empty();
        }
        // a packet marked as addressed to another host is neither forwarded nor given to TCP (ip_rcv_core,
        // ip_forward, tcp_v4_rcv)
        boolean same = key.equals("pkttype") && registers.hex(register, 1).equals(Optional.of(PACKET_HOST));
        return same || IDLE.contains(key) ? Optional.empty() : diverted();
    }

    /** Parses a number in host byte order. */
    static int number(String hex) {
        int value = (int) Long.parseLong(hex, 16);
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(value) : value;
    }

    private Optional<Match> payload(Attributes data) {
        if (data.has("NFTA_PAYLOAD_SREG")) {
            boolean classified = changes.areOfTrafficClass(data, packet.isIpv6());
            effect = classified ? effect.then(Effect.write(Packet.Field.TRAFFIC_CLASS)) : effect;
            return classified ? Optional.empty() : diverted();
        }
        and(loads.payload(data));
        return Optional.empty();
    }

    private Optional<Match> connection(Attributes data) {
        String key = data.string("NFTA_CT_KEY", "");
        if (data.has("NFTA_CT_SREG")) {
            return key.equals(ZONE) ? diverted() : Optional.empty();
        }
        and(loads.connection(key, data));
        return Optional.empty();
    }

    /**
     * Whether a rule that adds to a set continues: not if the set has no room for the packet's key (nft_dynset_eval).
     */
    private Truth added(NftRule rule, Attributes data) {
        if (Sets.isConditional(data, "NFTA_DYNSET")) {
            return Truth.UNKNOWN;
        }
        int from = data.integer("NFTA_DYNSET_SREG_KEY", 1);
        return sets.find(rule, data.string("NFTA_DYNSET_SET_NAME", ""))
                .filter(Sets.Set::isFull)
                .map(s -> new Lookup(s.settled(), registers.get(from, s.length()), registers.isChosen(from))
                        .find()
                        .truth())
                .orElse(Truth.YES);
    }

    private Optional<Match> object(Attributes data) {
        int type = data.integer("NFTA_OBJREF_IMM_TYPE", 0);
        // without a helper of the connection an expectation drops it (nft_ct_expect_obj_eval)
        if (type == SYNPROXY || type == EXPECTATION) {
            return diverted();
        }
        if (type == QUOTA || type == LIMIT || type == CONNLIMIT) {
            and(Truth.UNKNOWN);
        }
        return Optional.empty();
    }

    private Optional<Match> immediate(Attributes data) {
        Optional<Action> verdict = Verdicts.verdict(data.nested("NFTA_IMMEDIATE_DATA"));
        if (verdict.isPresent()) {
            return ended(verdict.get());
        }
        Attributes value = data.nested("NFTA_IMMEDIATE_DATA");
        if (value.has("NFTA_DATA_VALUE")) {
            byte[] bytes = value.bytes("NFTA_DATA_VALUE");
            registers.load(
                    data.integer("NFTA_IMMEDIATE_DREG", 1),
                    Optional.of(HexFormat.of().formatHex(bytes)),
                    bytes.length);
        }
        return Optional.empty();
    }

    private Optional<Match> lookup(NftRule rule, Attributes data) {
        boolean map = data.has("NFTA_LOOKUP_DREG");
        int to = data.integer("NFTA_LOOKUP_DREG", 0);
        Optional<Sets.Set> set = sets.find(rule, data.string("NFTA_LOOKUP_SET", ""));
        int from = data.integer("NFTA_LOOKUP_SREG", 1);
        Lookup.Found found = set.map(
                        s -> new Lookup(s, registers.get(from, s.length()), registers.isChosen(from)).find())
                .orElse(new Lookup.Found(Truth.UNKNOWN, Optional.empty()));
        boolean inverted = (data.integer("NFTA_LOOKUP_FLAGS", 0) & 1) != 0;
        and(found.truth().inverted(inverted));
        if (!map || truth == Truth.NO) {
            return Optional.empty();
        }
        if (to != 0) {
            Optional<String> value = found.data()
                    .filter(d -> d.has("NFTA_DATA_VALUE"))
                    .map(d -> HexFormat.of().formatHex(d.bytes("NFTA_DATA_VALUE")));
            registers.load(to, value, 16);
            return Optional.empty();
        }
        if (found.data().isEmpty()) {
            return ended(new Action(Action.Kind.MAPPED, ""));
        }
        return Verdicts.verdict(found.data().get()).flatMap(this::ended);
    }

    /** Evaluates a match of iptables, which iptables-nft uses if nftables has no such expression. */
    private Truth extension(Attributes data) {
        return Extensions.match(
                data.string("NFTA_MATCH_NAME", ""),
                data.integer("NFTA_MATCH_REV", 0),
                data.bytes("NFTA_MATCH_INFO"),
                packet,
                around);
    }

    private static Match target(NftRule rule, Attributes data) {
        return Extensions.target(
                rule.family() == Ip.AF_INET6,
                data.string("NFTA_TARGET_NAME", ""),
                data.integer("NFTA_TARGET_REV", 0),
                data.bytes("NFTA_TARGET_INFO"));
    }
}
