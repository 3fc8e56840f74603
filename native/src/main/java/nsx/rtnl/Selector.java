package nsx.rtnl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields of a packet that a u32 filter compares, with offsets from the network header.
 *
 * @param flags the flags; with 1 a matching packet needs no further lookup
 */
public record Selector(int flags, List<Key> keys) {
    public static final int TERMINAL = 1;

    /**
     * The comparison of four bytes of the packet.
     *
     * @param offset the offset of the first byte
     * @param value the expected value of the bits in the mask
     * @param offmask the bits of a variable offset that are added; 0 for none
     */
    public record Key(int offset, int value, int mask, int offmask) {
        /** Returns the text of tc(8): {@code match 0a00000c/ffffffff at 16}. */
        @Override
        public String toString() {
            return String.format("match %08x/%08x at %s%d", value, mask, offmask == 0 ? "" : "nexthdr+", offset);
        }
    }

    @Override
    public String toString() {
        return keys.stream().map(Key::toString).collect(Collectors.joining(" "));
    }
}
