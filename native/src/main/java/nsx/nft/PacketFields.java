package nsx.nft;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the fields of packet headers that a rule loads or writes. */
final class PacketFields {
    private static final DataType BYTES =
            new DataType("integer", 0, false, bytes -> "0x" + new BigInteger(1, bytes).toString(16));

    private PacketFields() {}

    /**
     * Bytes of a header, of which a rule loads this many from an offset on.
     *
     * @param header the word of the header: {@code ip}; one of {@code ll}, {@code nh}, {@code th} and {@code ih} if
     *     the rule does not say the protocol
     * @param base the last of these words for the place where the header begins
     * @param message the header with the name of its type, whose other bytes depend on that; or empty
     */
    record Place(String header, String base, String message, int offset, int length) implements Origin {
        Place(String header, String base, int offset, int length) {
            this(header, base, "", offset, length);
        }

        /** The field at this place; that of a network of whole bytes begins the address. */
        Optional<Loaded> find() {
            return offset < 0 || length < 0
                    ? Optional.empty()
                    : field(offset * Byte.SIZE, length * Byte.SIZE)
                            .or(this::beginning)
                            .map(field -> named(field, 0))
                            .or(() -> Optional.of(raw()));
        }

        private Optional<HeaderFields.Field> field(int bit, int bits) {
            return isRaw()
                    ? Optional.empty()
                    : HeaderFields.find(HeaderFields.of(message), bit, bits)
                            .or(() -> HeaderFields.find(HeaderFields.of(header), bit, bits));
        }

        /** Whether the rule does not say the protocol; only ports are at the same place in each. */
        private boolean isRaw() {
            return header.equals(base) && !header.equals("th");
        }

        /** The bytes as nft(8) writes those that are no field. */
        Loaded raw() {
            return Loaded.of("@%s,%d,%d".formatted(base, offset * Byte.SIZE, length * Byte.SIZE), BYTES);
        }

        private Optional<HeaderFields.Field> beginning() {
            return HeaderFields.of(header).stream()
                    .filter(f -> f.bit() == offset * Byte.SIZE
                            && f.bits() > length * Byte.SIZE
                            && f.type().addressLength() > 0)
                    .findFirst();
        }

        @Override
        public Optional<Loaded> find(byte[] mask) {
            return BitRange.of(mask)
                    .filter(range -> mask.length == length)
                    .flatMap(range -> field(offset * Byte.SIZE + range.bit(), range.bits())
                            .map(f -> named(f, range.shift())));
        }

        private Loaded named(HeaderFields.Field field, int shift) {
            return Loaded.of(header + " " + field.name(), field.type()).shifted(shift);
        }

        @Override
        public List<Place> parts() {
            List<Place> all = new ArrayList<>();
            int at = offset;
            while (!header.equals(base) && at < offset + length) {
                int from = at * Byte.SIZE;
                Optional<HeaderFields.Field> next = HeaderFields.of(header).stream()
                        .filter(f -> f.bit() == from && f.isBytes())
                        .findFirst();
                if (next.isEmpty()) {
                    return List.of();
                }
                int bytes = next.get().bits() / Byte.SIZE;
                all.add(new Place(header, base, message, at, bytes));
                at += bytes;
            }
            return at == offset + length ? all : List.of();
        }
    }
}
