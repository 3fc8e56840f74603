package nsx.nft;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an expression loads into a register, in the words of nft(8).
 *
 * @param field the field: {@code ip saddr}; it begins with {@link RuleText#MORE} if the field is unknown
 * @param type writes the values that are compared with it; empty if nsx cannot write them
 * @param ofHost whether a loaded number is in the byte order of the host
 * @param shift the number of bits below a field that is a part of a byte
 * @param mask the bits that are kept; empty for all
 * @param flipped the bits that are inverted after that; empty for none
 * @param place the bytes of a packet that were loaded; empty if it is something else
 */
record Loaded(
        String field,
        Optional<DataType> type,
        boolean ofHost,
        int shift,
        byte[] mask,
        byte[] flipped,
        Optional<PacketFields.Place> place) {
    private static final byte[] NONE = {};

    /** A field of a packet, whose bytes are in network order unless the type says otherwise. */
    static Loaded of(String field, DataType type) {
        return new Loaded(field, Optional.of(type), type.ofHost(), 0, NONE, NONE, Optional.empty());
    }

    /** A field whose values nsx cannot write. */
    static Loaded unknown(String field) {
        return new Loaded(field, Optional.empty(), false, 0, NONE, NONE, Optional.empty());
    }

    Loaded shifted(int bits) {
        return new Loaded(field, type, ofHost, bits, NONE, NONE, place);
    }

    /** The same as these bytes of a packet. */
    Loaded at(PacketFields.Place bytes) {
        return new Loaded(field, type, ofHost, shift, mask, flipped, Optional.of(bytes));
    }

    /** The same after some of its bits were kept and some inverted. */
    Loaded with(byte[] kept, byte[] inverted) {
        Optional<Loaded> bits = place.flatMap(p -> p.find(kept)).filter(f -> new BigInteger(1, inverted).signum() == 0);
        return bits.orElseGet(() -> isMasked() || shift > 0 || field.startsWith("@")
                ? unknown(field)
                : new Loaded(field, type, ofHost, 0, kept, inverted, Optional.empty()));
    }

    /** The fields of a packet that were loaded at once; none if it is one field. */
    List<PacketFields.Place> parts() {
        return isMasked() || isKnown() && !field.startsWith("@")
                ? List.of()
                : place.map(PacketFields.Place::parts).orElse(List.of());
    }

    /** The same with its numbers in network byte order. */
    Loaded inNetworkOrder() {
        return new Loaded(field, type, false, shift, mask, flipped, place);
    }

    boolean isKnown() {
        return !field.contains(RuleText.MORE);
    }

    boolean isMasked() {
        return mask.length > 0;
    }

    /** Whether a set can hold it: nft(8) writes the values of a part of a byte otherwise than they are kept. */
    boolean isWhole() {
        return shift == 0 && isKnown();
    }

    /** The field with what was done to its bits: {@code meta mark & 0x000000ff}. */
    String expression() {
        if (!isMasked()) {
            return field;
        }
        BigInteger all = BigInteger.ONE.shiftLeft(mask.length * Byte.SIZE).subtract(BigInteger.ONE);
        BigInteger kept = new BigInteger(1, mask);
        BigInteger turned = new BigInteger(1, flipped);
        BigInteger added = turned.andNot(kept);
        BigInteger and = kept.or(added);
        return field
                + (and.equals(all) ? "" : " & " + bits(and))
                + (turned.and(kept).signum() == 0 ? "" : " ^ " + bits(turned.and(kept)))
                + (added.signum() == 0 ? "" : " | " + bits(added));
    }

    private String bits(BigInteger number) {
        String text = value(bytes(number, mask.length));
        return type.filter(DataType::isFlags).isPresent() && text.contains(",")
                ? "(" + text.replace(",", " | ") + ")"
                : text;
    }

    private static byte[] bytes(BigInteger number, int length) {
        byte[] some = number.toByteArray();
        byte[] all = new byte[length];
        int copied = Math.min(length, some.length);
        System.arraycopy(some, some.length - copied, all, length - copied, copied);
        return all;
    }

    /** A value of it. */
    String value(byte[] bytes) {
        return type.map(t -> t.compared(shift == 0 ? bytes : shifted(bytes, t), ofHost))
                .orElse(RuleText.MORE);
    }

    private byte[] shifted(byte[] bytes, DataType to) {
        return bytes(new BigInteger(1, bytes).shiftRight(shift), to.length() == 0 ? bytes.length : to.length());
    }

    /** A comparison with one value. */
    String compared(String operator, byte[] value) {
        if (isMasked() && type.filter(DataType::isFlags).isPresent() && !isInverted()) {
            return flags(operator, value);
        }
        int bits = networkBits(value);
        if (bits >= 0) {
            int length = type.map(DataType::addressLength).orElse(0);
            return field + operator(operator) + value(Arrays.copyOf(value, length)) + "/" + bits;
        }
        return isMasked()
                ? expression() + " " + operator + " " + value(value)
                : field + operator(operator) + value(value);
    }

    private boolean isInverted() {
        return new BigInteger(1, flipped).signum() != 0;
    }

    private String flags(String operator, byte[] value) {
        boolean none = new BigInteger(1, value).signum() == 0;
        String kept = value(mask);
        if (none) {
            return field + (operator.equals("!=") ? " " : " ! ") + kept;
        }
        return field + operator(operator) + value(value) + " / " + kept;
    }

    /** An operator between two texts; nft(8) leaves out that of equality. */
    static String operator(String operator) {
        return operator.equals("==") ? " " : " " + operator + " ";
    }

    /** The length of the network that an address is compared with, in bits; -1 if there is none. */
    private int networkBits(byte[] value) {
        int length = type.map(DataType::addressLength).orElse(0);
        if (length == 0 || isInverted()) {
            return -1;
        }
        if (!isMasked()) {
            // a network of whole bytes: only these are loaded
            return value.length < length ? value.length * Byte.SIZE : -1;
        }
        BigInteger kept = new BigInteger(1, mask);
        BigInteger hosts = BigInteger.ONE
                .shiftLeft(mask.length * Byte.SIZE)
                .subtract(BigInteger.ONE)
                .andNot(kept);
        return hosts.and(hosts.add(BigInteger.ONE)).signum() == 0 ? kept.bitCount() : -1;
    }
}
