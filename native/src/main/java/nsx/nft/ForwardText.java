package nsx.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;

/**
 * Writes the expressions that send packets elsewhere, or copies of them, in the words of nft(8). The text is empty for
 * one with unknown parts.
 *
 * @param family the number of the table's family
 * @param registers what expressions before it loaded
 */
record ForwardText(int family, RuleRegisters registers) {
    private static final DataType PORT = DataType.numbered(13);
    private static final DataType DEVICE = DataType.numbered(20);

    Optional<String> of(String name, Attributes data) {
        return switch (name) {
            case "tproxy" -> proxy(data);
            case "dup" -> copy(data);
            case "fwd" -> forward(data);
            case "queue" -> queue(data);
            default -> Optional.empty();
        };
    }

    /** The address in a register, in brackets if it may be before a port; a map has none. */
    Optional<String> address(int register, boolean bracketed) {
        return registers
                .constant(register)
                .filter(a -> a.length == 4 || a.length == 16)
                .map(a -> bracketed && a.length == 16 ? "[" + Ip.text(Ip.of(a)) + "]" : Ip.text(Ip.of(a)))
                .or(() -> loaded(register));
    }

    /** What was loaded into a register in words; empty if nothing was or nsx has no words for it. */
    Optional<String> loaded(int register) {
        return registers.field(register).filter(Loaded::isKnown).map(Loaded::expression);
    }

    Optional<String> port(int register) {
        return value(register, PORT);
    }

    private Optional<String> value(int register, DataType type) {
        return registers
                .constant(register)
                .map(bytes -> type.text(bytes, type.ofHost()))
                .or(() -> loaded(register))
                .filter(RuleText::isWhole);
    }

    /** The family of an address in a table of both. */
    static String familyOf(int number) {
        return number == Ip.AF_INET ? " ip" : number == Ip.AF_INET6 ? " ip6" : "";
    }

    private Optional<String> proxy(Attributes data) {
        boolean both = data.has("NFTA_TPROXY_REG_ADDR") && data.has("NFTA_TPROXY_REG_PORT");
        Optional<String> address = data.has("NFTA_TPROXY_REG_ADDR")
                ? address(data.integer("NFTA_TPROXY_REG_ADDR", 0), both || family != Ip.AF_INET6)
                : Optional.of("");
        Optional<String> port = data.has("NFTA_TPROXY_REG_PORT")
                ? port(data.integer("NFTA_TPROXY_REG_PORT", 0)).map(p -> ":" + p)
                : Optional.of("");
        String inet = family == Nftables.INET ? familyOf(data.integer("NFTA_TPROXY_FAMILY", 0)) : "";
        return address.flatMap(a -> port.map(p -> "tproxy" + inet + " to " + a + p));
    }

    private Optional<String> copy(Attributes data) {
        Optional<String> device =
                data.has("NFTA_DUP_SREG_DEV") ? value(data.integer("NFTA_DUP_SREG_DEV", 0), DEVICE) : Optional.of("");
        return device.flatMap(d -> data.has("NFTA_DUP_SREG_ADDR")
                ? address(data.integer("NFTA_DUP_SREG_ADDR", 0), false)
                        .map(a -> "dup to " + a + (d.isEmpty() ? "" : " device " + d))
                : Optional.of("dup to " + d));
    }

    private Optional<String> forward(Attributes data) {
        Optional<String> device = value(data.integer("NFTA_FWD_SREG_DEV", 0), DEVICE);
        return device.flatMap(d -> data.has("NFTA_FWD_SREG_ADDR")
                ? address(data.integer("NFTA_FWD_SREG_ADDR", 0), false)
                        .map(a -> "fwd" + familyOf(data.integer("NFTA_FWD_NFPROTO", 0)) + " to " + a + " device " + d)
                : Optional.of("fwd to " + d));
    }

    /** The queue of a program, or several. */
    private Optional<String> queue(Attributes data) {
        int flags = data.integer("NFTA_QUEUE_FLAGS", 0);
        List<String> names = new ArrayList<>();
        if ((flags & 1) != 0) {
            names.add("bypass");
        }
        if ((flags & 2) != 0) {
            names.add("fanout");
        }
        String begin = "queue" + (names.isEmpty() ? "" : " flags " + String.join(",", names)) + " to ";
        int first = data.integer("NFTA_QUEUE_NUM", 0);
        int count = data.integer("NFTA_QUEUE_TOTAL", 1);
        return data.has("NFTA_QUEUE_SREG_QNUM")
                ? loaded(data.integer("NFTA_QUEUE_SREG_QNUM", 0)).map(q -> begin + q)
                : Optional.of(begin + first + (count > 1 ? "-" + (first + count - 1) : ""));
    }
}
