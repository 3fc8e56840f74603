package nsx.nft;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Bits of some bytes that stand side by side.
 *
 * @param bit the first bit, counted from the highest of the first byte
 * @param bits their number
 * @param shift the number of bits behind them
 */
record BitRange(int bit, int bits, int shift) {
    /** The bits that a mask keeps; empty if it keeps none, or others between them not. */
    static Optional<BitRange> of(byte[] mask) {
        BigInteger kept = new BigInteger(1, mask);
        int shift = kept.getLowestSetBit();
        int bits = kept.bitCount();
        return bits == 0 || kept.bitLength() - shift != bits
                ? Optional.empty()
                : Optional.of(new BitRange(mask.length * Byte.SIZE - shift - bits, bits, shift));
    }
}
