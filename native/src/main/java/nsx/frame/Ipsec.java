package nsx.frame;

import java.util.HexFormat;

/** ESP (RFC 4303) and AH (RFC 4302): which association, and its counter. */
final class Ipsec {
    /** The number of AH in IP. */
    static final int AH = 51;

    private Ipsec() {}

    static String esp(Bytes in) {
        return association(in) + " length " + (in.left() + 8);
    }

    /** A header of AH, told before the packet that it protects; the number of the protocol that follows. */
    static int ah(Bytes in, Telling telling) {
        int next = in.u8();
        int rest = (in.u8() + 2) * 4 - 12;
        in.skip(2);
        telling.protocol("AH");
        telling.tag("ah " + association(in));
        in.skip(rest);
        return next;
    }

    private static String association(Bytes in) {
        return "spi 0x" + HexFormat.of().toHexDigits((int) in.u32()) + " seq " + in.u32();
    }

    /** ESP through address translation (RFC 3948): the key exchange has four zeros there, and a keepalive is one byte. */
    static String espInUdp(Bytes in) {
        if (in.left() == 1) {
            Decoder.require(in.u8() == 0xff);
            return "keepalive";
        }
        Decoder.require((in.peek(0) | in.peek(1) | in.peek(2) | in.peek(3)) != 0);
        return esp(in);
    }
}
