package nsx.xtables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;
import nsx.netlink.CodecException;

/** Conditions on ports, flags of TCP and types of ICMP: {@code xt_tcpudp.h}, {@code xt_multiport.h}, {@code ipt_icmp}. */
final class Ports {
    /** The limit of ports, XT_MULTI_PORTS. */
    private static final int MULTIPORTS = 15;

    private static final int NOT_SOURCE = 1;
    private static final int NOT_DESTINATION = 2;
    private static final int NOT_FLAGS = 4;
    private static final int NOT_OPTION = 8;
    private static final List<String> FLAGS = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG");

    private Ports() {}

    /** Reads {@code struct xt_tcp}; an evaluated packet has no TCP options. */
    static Condition tcp(Blob data) {
        int inverted = data.u8(11);
        int option = data.u8(8);
        int mask = data.u8(9);
        int wanted = data.u8(10);
        boolean notFlags = (inverted & NOT_FLAGS) != 0;
        boolean notOption = (inverted & NOT_OPTION) != 0;
        Options text = ports("tcp", data, inverted);
        if (option != 0 || notOption) {
            text.add(notOption, "--tcp-option", option);
        }
        if (mask != 0 || notFlags) {
            text.add(notFlags, "--tcp-flags", flags(mask) + " " + flags(wanted));
        }
        BiFunction<Packet, Surroundings, Truth> ports = asks(data, inverted);
        return new Condition(
                text.toString(),
                (packet, around) -> ports.apply(packet, around)
                        .and(Truth.of((packet.flags() & mask) == wanted).inverted(notFlags))
                        .and(option == 0 ? Truth.YES : Truth.UNKNOWN));
    }

    private static String flags(int bits) {
        List<String> set = new ArrayList<>();
        for (int i = 0; i < FLAGS.size(); i++) {
            if ((bits & 1 << i) != 0) {
                set.add(FLAGS.get(i));
            }
        }
        return set.isEmpty() ? "NONE" : String.join(",", set);
    }

    /** Reads {@code struct xt_udp}. */
    static Condition udp(Blob data) {
        int inverted = data.u8(8);
        return new Condition(ports("udp", data, inverted).toString(), asks(data, inverted));
    }

    private static Options ports(String name, Blob data, int inverted) {
        Options text = Options.match(name);
        port(text, "--sport", data, 0, (inverted & NOT_SOURCE) != 0);
        port(text, "--dport", data, 4, (inverted & NOT_DESTINATION) != 0);
        return text;
    }

    private static void port(Options text, String option, Blob data, int at, boolean not) {
        int first = data.u16(at);
        int last = data.u16(at + 2);
        if (first != 0 || last != 0xffff || not) {
            text.add(not, option, Options.range(first, last, ":"));
        }
    }

    private static BiFunction<Packet, Surroundings, Truth> asks(Blob data, int inverted) {
        return (packet, around) -> packet.sourceWithin(data.u16(0), data.u16(2))
                .inverted((inverted & NOT_SOURCE) != 0)
                .and(packet.portWithin(data.u16(4), data.u16(6)).inverted((inverted & NOT_DESTINATION) != 0));
    }

    /** Reads {@code struct ipt_icmp}: a type and a range of codes; type 255 means any. */
    static Condition icmp(String name, String option, int protocol, Blob data) {
        int type = data.u8(0);
        boolean any = type == 0xff && name.equals("icmp");
        boolean all = data.u8(1) == 0 && data.u8(2) == 0xff;
        boolean not = data.u8(3) != 0;
        String value = any ? "any" : all ? "" + type : type + "/" + data.u8(1);
        return new Condition(Options.match(name).add(not, option, value).toString(), (packet, around) -> {
            boolean holds = any || type == packet.type() && data.u8(1) == 0;
            return Truth.of(packet.protocol() == protocol && holds != not);
        });
    }

    /** Reads {@code struct xt_multiport_v1}; a flagged port begins a range that the next one ends. */
    static Condition multiport(Blob data) {
        String option = switch (data.u8(0)) {
            case 0 -> "--sports";
            case 1 -> "--dports";
            default -> "--ports";
        };
        if (data.u8(1) > MULTIPORTS) {
            throw new CodecException(data.u8(1) + " ports of a multiport match");
        }
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < data.u8(1); i++) {
            list.append(i == 0 ? "" : isRange(data, i - 1) ? ":" : ",").append(data.u16(2 + 2 * i));
        }
        boolean not = data.u8(47) != 0;
        return new Condition(Options.match("multiport").add(not, option, list).toString(), (packet, around) -> {
            Truth source = data.u8(0) == 1 ? Truth.NO : listed(data, packet::sourceWithin);
            Truth destination = data.u8(0) == 0 ? Truth.NO : listed(data, packet::portWithin);
            // either of them, written as not (neither of them)
            return source.inverted(true)
                    .and(destination.inverted(true))
                    .inverted(true)
                    .inverted(not);
        });
    }

    private static boolean isRange(Blob data, int i) {
        return data.u8(32 + i) != 0;
    }

    private static Truth listed(Blob data, BiFunction<Integer, Integer, Truth> within) {
        Truth any = Truth.NO;
        for (int i = 0; i < data.u8(1); i++) {
            int first = data.u16(2 + 2 * i);
            int last = isRange(data, i) ? data.u16(2 + 2 * ++i) : first;
            any = any.or(within.apply(first, last));
        }
        return any;
    }
}
