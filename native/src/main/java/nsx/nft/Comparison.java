package nsx.nft;

import java.util.HexFormat;
import nsx.filter.Packet;
import nsx.filter.Truth;
import nsx.netlink.Attributes;

/** Evaluates the expressions that compare a register with constants. */
record Comparison(Registers registers) {
    private static final int OUTSIDE = 1;
    private static final int LAST_PORT = 0xffff;

    Truth compare(Attributes data) {
        byte[] wanted = data.nested("NFTA_CMP_DATA").bytes("NFTA_DATA_VALUE");
        String operator = data.string("NFTA_CMP_OP", "");
        int register = data.integer("NFTA_CMP_SREG", 1);
        if (registers.isChosen(register) && wanted.length == 2) {
            return port(operator, port(wanted));
        }
        Integer[] value = registers.get(register, wanted.length);
        for (int i = 0; i < value.length; i++) {
            if (value[i] == null) {
                return Truth.UNKNOWN;
            }
            int order = Integer.compare(value[i], Byte.toUnsignedInt(wanted[i]));
            if (order != 0) {
                return Truth.of(holds(operator, order));
            }
        }
        return Truth.of(holds(operator, 0));
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int port(byte[] bytes) {
        return Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
    }

    private static Truth port(String operator, int wanted) {
        return switch (operator) {
            case "==" -> Packet.within(wanted, wanted, 0);
            case "!=" -> Packet.within(wanted, wanted, 0).inverted(true);
            case "<" -> Packet.within(0, wanted - 1, 0);
            case "<=" -> Packet.within(0, wanted, 0);
            case ">" -> Packet.within(wanted + 1, LAST_PORT, 0);
            default -> Packet.within(wanted, LAST_PORT, 0);
        };
    }

    Truth range(Attributes data) {
        byte[] first = data.nested("NFTA_RANGE_FROM_DATA").bytes("NFTA_DATA_VALUE");
        byte[] last = data.nested("NFTA_RANGE_TO_DATA").bytes("NFTA_DATA_VALUE");
        boolean inverted = data.integer("NFTA_RANGE_OP", 0) == OUTSIDE;
        int register = data.integer("NFTA_RANGE_SREG", 1);
        if (registers.isChosen(register) && first.length == 2 && last.length == 2) {
            return Packet.within(port(first), port(last), 0).inverted(inverted);
        }
        String from = HexFormat.of().formatHex(first);
        String to = HexFormat.of().formatHex(last);
        return registers
                .hex(register, first.length)
                .map(hex -> Truth.of(from.compareTo(hex) <= 0 && hex.compareTo(to) <= 0))
                .orElse(Truth.UNKNOWN)
                .inverted(inverted);
    }
}
