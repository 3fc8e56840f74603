package nsx.nft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the keys of a set or the data of a map in the words of nft(8).
 *
 * @param parts the types of what is concatenated; one if nothing is
 * @param hostOrder for each part, whether its numbers are in the byte order of the host
 */
record SetKeys(List<DataType> parts, List<Boolean> hostOrder) {
    private static final int ALIGNMENT = Integer.BYTES;

    /** A single value, or the first and the last of a range. */
    String text(byte[] first, byte[] last) {
        if (parts.size() == 1) {
            return parts.get(0).text(first, last, hostOrder.get(0));
        }
        List<String> texts = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            DataType part = parts.get(i);
            byte[] from =
                    Arrays.copyOfRange(first, Math.min(at, first.length), Math.min(at + part.length(), first.length));
            byte[] to = Arrays.copyOfRange(last, Math.min(at, last.length), Math.min(at + part.length(), last.length));
            texts.add(part.text(from, to, hostOrder.get(i)));
            at += aligned(part.length());
        }
        return String.join(" . ", texts);
    }

    /** The bytes by which nft(8) sorts keys: those of a host-order value, be it a name, and of several from the last one on. */
    byte[] sortable(byte[] key) {
        return parts.size() > 1 || hostOrder.get(0) ? DataType.reversed(key) : key;
    }

    /** A value, or a range whose ends follow each other. */
    String text(byte[] value) {
        int whole = parts.size() == 1
                ? parts.get(0).length()
                : parts.stream().mapToInt(p -> aligned(p.length())).sum();
        boolean range = whole > 0 && value.length == 2 * whole;
        return range
                ? text(Arrays.copyOf(value, whole), Arrays.copyOfRange(value, whole, value.length))
                : text(value, value);
    }

    private static int aligned(int length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
