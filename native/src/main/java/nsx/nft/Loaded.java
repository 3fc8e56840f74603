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
 * @param length the number of loaded bytes; 0 if its type says it
 * @param place the bytes of a packet that were loaded; empty if it is something else
 */
record Loaded(
        String field,
        Optional<DataType> type,
        boolean ofHost,
        int shift,
        byte[] mask,
        byte[] flipped,
        int length,
        Optional<Origin> place) {
    private static final byte[] NONE = {};

    /** A field of a packet, whose bytes are in network order unless the type says otherwise. */
    static Loaded of(String field, DataType type) {
        return new Loaded(field, Optional.of(type), type.ofHost(), 0, NONE, NONE, 0, Optional.empty());
    }

    /** A field whose values nsx cannot write. */
    static Loaded unknown(String field) {
        return new Loaded(field, Optional.empty(), false, 0, NONE, NONE, 0, Optional.empty());
    }

    Loaded shifted(int bits) {
        return new Loaded(field, type, ofHost, bits, NONE, NONE, length, place);
    }

    /** The same as these bytes of a packet. */
    Loaded at(Origin bytes) {
        return new Loaded(field, type, ofHost, shift, mask, flipped, length, Optional.of(bytes));
    }

    /** The same after some of its bits were kept and some inverted. */
    Loaded with(byte[] kept, byte[] inverted) {
        boolean same = new BigInteger(1, inverted).signum() == 0;
        Optional<Loaded> bits = place.flatMap(p -> p.find(kept)).filter(f -> same);
        if (bits.isPresent()) {
            return bits.get().sized(kept.length);
        }
        return isMasked() || shift > 0 || !isKnown()
                ? unknown(isKnown() ? field : RuleText.MORE)
                : new Loaded(field, type, ofHost, 0, kept, inverted, length, Optional.empty());
    }

    /** The same after its bits were moved; a field that is moved to the end is itself. */
    Loaded moved(boolean left, int bits) {
        if (!left && shift == bits && bits > 0) {
            return new Loaded(field, type, ofHost, 0, NONE, NONE, 1, Optional.empty());
        }
        return shift > 0 || !isKnown()
                ? unknown(RuleText.MORE)
                : new Loaded(
                        expression() + (left ? " << " : " >> ") + bits,
                        type,
                        ofHost,
                        0,
                        NONE,
                        NONE,
                        length,
                        Optional.empty());
    }

    /** The fields of a packet that were loaded at once; none if it is one field. */
    List<PacketFields.Place> parts() {
        return isMasked() || isKnown() && !field.startsWith("@")
                ? List.of()
                : place.map(Origin::parts).orElse(List.of());
    }

    /** The same as this many loaded bytes. */
    Loaded sized(int bytes) {
        return new Loaded(field, type, ofHost, shift, mask, flipped, bytes, place);
    }

    /** The type of its bytes in the key of a set; empty if nsx cannot write them. */
    Optional<DataType> keyType() {
        int bytes = length > 0 ? length : type.map(DataType::length).orElse(0);
        return type.filter(t -> isKnown())
                .map(t -> new DataType(t.name(), bytes, ofHost, b -> t.text().of(shift == 0 ? b : shifted(b, t))));
    }

    /** The same with its numbers in network byte order. */
    Loaded inNetworkOrder() {
        return new Loaded(field, type, false, shift, mask, flipped, length, place);
    }

    boolean isKnown() {
        return !field.contains(RuleText.MORE);
    }

    boolean isMasked() {
        return mask.length > 0;
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
        return type.map(t -> t.compared(isPartOf(bytes, t) ? shifted(bytes, t) : bytes, ofHost))
                .orElse(RuleText.MORE);
    }

    /** Whether it is some bits of these bytes. */
    private boolean isPartOf(byte[] bytes, DataType type) {
        return shift > 0 || type.length() > 0 && bytes.length > type.length() && !type.isText();
    }

    private byte[] shifted(byte[] bytes, DataType to) {
        return bytes(new BigInteger(1, bytes).shiftRight(shift), to.length() == 0 ? bytes.length : to.length());
    }

    /** A comparison with one value. */
    String compared(String operator, byte[] value) {
        if (isMasked() && !isInverted()) {
            if (type.filter(DataType::isFlags).isPresent()) {
                return isAll() ? field + " " + operator + " " + value(value) : flags(operator, value);
            }
            if (isLabel() && operator.equals("!=") && new BigInteger(1, value).signum() == 0) {
                return field + " " + value(mask);
            }
        }
        int bits = networkBits(value);
        if (bits >= 0) {
            int length = type.map(DataType::addressLength).orElse(0);
            return field + operator(operator) + value(Arrays.copyOf(value, length)) + "/" + bits;
        }
        if (isMasked()) {
            return expression() + " " + operator + " " + value(value);
        }
        boolean flags = operator.equals("==") && type.filter(DataType::isFlags).isPresent();
        return field + (flags ? " == " : operator(operator)) + value(value);
    }

    /** Between two values. */
    String within(String operator, byte[] from, byte[] to) {
        return expression() + operator(operator) + bound(from) + "-" + bound(to);
    }

    private String bound(byte[] bytes) {
        return type.map(t -> t.bound(shift == 0 ? bytes : shifted(bytes, t), ofHost))
                .orElse(RuleText.MORE);
    }

    private boolean isInverted() {
        return new BigInteger(1, flipped).signum() != 0;
    }

    private boolean isLabel() {
        return type.filter(t -> t.name().equals("ct_label")).isPresent();
    }

    private boolean isAll() {
        return new BigInteger(1, mask).bitCount() == mask.length * Byte.SIZE;
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
