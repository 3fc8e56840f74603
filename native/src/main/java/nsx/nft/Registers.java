package nsx.nft;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The registers that expressions load and compare: 16 registers of 4 bytes after the verdict register. Each byte is
 * known or unknown.
 */
final class Registers {
    private static final int WORD = 4;
    /** NFT_REG32_00, the first register that is counted in words. */
    private static final int FIRST_WORD = 8;

    private static final int BYTES = 84;

    private final Integer[] bytes = new Integer[BYTES];
    /** The position of an unknown port that the kernel chose, or -1. */
    private int chosen = -1;

    static int place(int register) {
        long words = register < FIRST_WORD ? register * (long) WORD : register - (long) WORD;
        return words < 0 || words * WORD > BYTES ? BYTES : (int) words * WORD;
    }

    /**
     * Loads bytes into a register.
     *
     * @param hex the bytes in hexadecimal; empty if they are unknown
     */
    void load(int register, Optional<String> hex, int length) {
        int at = place(register);
        byte[] value = hex.map(HexFormat.of()::parseHex).orElse(null);
        int all = Math.min(BYTES, value == null ? Math.max(0, length) : Math.max(length, value.length));
        // the kernel clears a register to the end of its last word
        int end = Math.min(BYTES, at + (all + WORD - 1) / WORD * WORD);
        for (int i = at; i < end; i++) {
            bytes[i] = value == null ? null : i - at < value.length ? Byte.toUnsignedInt(value[i - at]) : 0;
        }
        chosen = chosen == at ? -1 : chosen;
    }

    /** Loads an unknown port that the kernel will choose from its range. */
    void loadChosen(int register) {
        load(register, Optional.empty(), 2);
        chosen = place(register);
    }

    boolean isChosen(int register) {
        return chosen == place(register);
    }

    /** The bytes of a register; null for an unknown byte, and fewer bytes at the end of the registers. */
    Integer[] get(int register, int length) {
        int at = place(register);
        Integer[] part = new Integer[Math.max(0, Math.min(length, BYTES - at))];
        System.arraycopy(bytes, at, part, 0, part.length);
        return part;
    }

    /** The bytes of a register in hexadecimal; empty if one of them is unknown. */
    Optional<String> hex(int register, int length) {
        StringBuilder text = new StringBuilder();
        for (Integer b : get(register, length)) {
            if (b == null) {
                return Optional.empty();
            }
            text.append(HexFormat.of().toHexDigits(b.byteValue()));
        }
        return Optional.of(text.toString());
    }
}
