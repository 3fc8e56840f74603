package nsx.nft;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import nsx.netlink.Attributes;

/** Evaluates the expressions that change the content of a register. */
record Bits(Registers registers) {
    private static final int MASK_XOR = 0;
    private static final int LEFT = 1;
    private static final int RIGHT = 2;

    void bitwise(Attributes data) {
        int from = data.integer("NFTA_BITWISE_SREG", 1);
        int to = data.integer("NFTA_BITWISE_DREG", 1);
        int length = data.integer("NFTA_BITWISE_LEN", 0);
        int operation = data.integer("NFTA_BITWISE_OP", MASK_XOR);
        if (operation == MASK_XOR) {
            mask(from, to, length, data);
            return;
        }
        boolean shift = (operation == LEFT || operation == RIGHT)
                && data.nested("NFTA_BITWISE_DATA").has("NFTA_DATA_VALUE");
        Optional<String> value = registers.hex(from, length).filter(hex -> shift && length == 4);
        registers.load(
                to,
                value.map(hex -> {
                    byte[] bytes = data.nested("NFTA_BITWISE_DATA").bytes("NFTA_DATA_VALUE");
                    int by = RuleEvaluation.number(HexFormat.of().formatHex(Arrays.copyOf(bytes, 4)));
                    int number = RuleEvaluation.number(hex);
                    int shifted = operation == LEFT ? number << by : number >>> by;
                    return HexFormat.of()
                            .toHexDigits(RuleEvaluation.number(HexFormat.of().toHexDigits(shifted)));
                }),
                length);
    }

    /** Applies a mask. Cleared bits are known even if their old values were not. */
    private void mask(int from, int to, int length, Attributes data) {
        byte[] mask = data.nested("NFTA_BITWISE_MASK").bytes("NFTA_DATA_VALUE");
        byte[] xor = data.nested("NFTA_BITWISE_XOR").bytes("NFTA_DATA_VALUE");
        Integer[] value = registers.get(from, length);
        boolean known = true;
        byte[] result = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            int kept = i < mask.length ? Byte.toUnsignedInt(mask[i]) : 0;
            int turned = i < xor.length ? Byte.toUnsignedInt(xor[i]) : 0;
            known &= value[i] != null || kept == 0;
            result[i] = (byte) ((value[i] == null ? 0 : value[i] & kept) ^ turned);
        }
        registers.load(to, known ? Optional.of(HexFormat.of().formatHex(result)) : Optional.empty(), length);
    }

    void byteorder(Attributes data) {
        int length = data.integer("NFTA_BYTEORDER_LEN", 0);
        int size = Math.max(1, data.integer("NFTA_BYTEORDER_SIZE", 1));
        Optional<String> turned =
                registers.hex(data.integer("NFTA_BYTEORDER_SREG", 1), length).map(hex -> turned(hex, size * 2));
        registers.load(data.integer("NFTA_BYTEORDER_DREG", 1), turned, length);
    }

    private static String turned(String hex, int digits) {
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
            return hex;
        }
        StringBuilder all = new StringBuilder();
        for (int at = 0; at < hex.length(); at += digits) {
            for (int i = Math.min(hex.length(), at + digits); i > at; i -= 2) {
                all.append(hex, i - 2, i);
            }
        }
        return all.toString();
    }
}
