package nsx.rtnl;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a filter of kind u32 compares in a packet, counted from the beginning of its network header.
 *
 * @param flags 1: a packet that matches is done
 */
public record Selector(int flags, List<Key> keys) {
    public static final int TERMINAL = 1;

    /**
     * Four bytes of the packet.
     *
     * @param offset of the first, in bytes
     * @param value of the bits of the mask
     * @param offmask which bits of an earlier offset are added; 0 for none
     */
    public record Key(int offset, int value, int mask, int offmask) {
        /** As tc(8) lists it: {@code match 0a00000c/ffffffff at 16}. */
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
