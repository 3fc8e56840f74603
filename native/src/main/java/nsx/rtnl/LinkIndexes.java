package nsx.rtnl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import nsx.netlink.Message;
import nsx.netlink.Request;

/**
 * The index of a device and of its lower device or other end. Decoding a whole {@link Link} takes much longer.
 *
 * @param link IFLA_LINK: the index of the lower device, or of the other end of a pair, which can be in another
 * namespace
 */
public record LinkIndexes(int index, OptionalInt link) {
    private static final int IFINFOMSG = 16;
    private static final int IFI_INDEX = 4;
    private static final int ATTRIBUTE = 4;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_LINK = 5;
    private static final int RTEXT_FILTER_SKIP_STATS = 1 << 3;

    /** Requests the indexes by name. */
    public static Request get(String name) {
        return Links.get(name).put("IFLA_EXT_MASK", RTEXT_FILTER_SKIP_STATS);
    }

    /** Whether the message is RTM_NEWLINK of a device with this name. */
    public static boolean isNamed(Message message, String name) {
        if (message.type() != Rtm.NEWLINK.number()) {
            return false;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(bytes, bytes.length + 1);
        ByteBuffer in = in(message);
        int at = find(in, IFLA_IFNAME, text.length);
        return at >= 0
                && Short.toUnsignedInt(in.getShort(at)) == ATTRIBUTE + text.length
                && ByteBuffer.wrap(text).equals(in.slice(at + ATTRIBUTE, text.length));
    }

    /** Reads RTM_NEWLINK: {@code struct ifinfomsg} and attributes (netlink(7)). */
    public static LinkIndexes decode(Message message) {
        ByteBuffer in = in(message);
        int at = find(in, IFLA_LINK, Integer.BYTES);
        return new LinkIndexes(
                in.getInt(IFI_INDEX), at < 0 ? OptionalInt.empty() : OptionalInt.of(in.getInt(at + ATTRIBUTE)));
    }

    private static ByteBuffer in(Message message) {
        return ByteBuffer.wrap(message.payload()).order(ByteOrder.nativeOrder());
    }

    /** The offset of the attribute; -1 if there is none with a value of this many bytes or more. */
    private static int find(ByteBuffer in, int type, int length) {
        for (int at = IFINFOMSG; at + ATTRIBUTE + length <= in.limit(); ) {
            if (in.getShort(at + 2) == type) {
                return at;
            }
            at += Math.max(ATTRIBUTE, Short.toUnsignedInt(in.getShort(at)) + 3 & ~3);
        }
        return -1;
    }
}
