package nsx.xtables;

import java.math.BigInteger;
import nsx.netlink.Ip;

/** Writes the mask of a network. */
final class MaskText {
    private MaskText() {}

    /** The length of the mask, or the mask itself if its ones are not its first bits. */
    static String of(byte[] mask) {
        BigInteger bits = new BigInteger(1, mask);
        int ones = bits.bitCount();
        boolean first = bits.getLowestSetBit() == mask.length * 8 - ones;
        return first || ones == 0 ? "" + ones : Ip.text(Ip.of(mask));
    }
}
