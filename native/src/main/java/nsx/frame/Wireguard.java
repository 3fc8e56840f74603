package nsx.frame;

import java.util.HexFormat;

/** WireGuard (its paper, section 5.4): the type of a message by its first four bytes and its length. */
final class Wireguard {
    private Wireguard() {}

    static String read(Bytes in) {
        int length = in.left();
        int type = in.u8();
        Decoder.require(in.u24() == 0);
        if (type == 1 && length == 148) {
            return "handshake initiation from " + index(in);
        }
        if (type == 2 && length == 92) {
            return "handshake response from " + index(in) + " to " + index(in);
        }
        if (type == 3 && length == 64) {
            return "cookie reply to " + index(in);
        }
        Decoder.require(type == 4 && length >= 32);
        String data = "data to " + index(in) + " seq " + Long.toUnsignedString(Long.reverseBytes(in.u64()));
        return data + (length == 32 ? ", keepalive" : " length " + length);
    }

    /** Numbers are in little endian. */
    private static String index(Bytes in) {
        return "0x" + HexFormat.of().toHexDigits(Integer.reverseBytes((int) in.u32()));
    }
}
