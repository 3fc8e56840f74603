package nsx.rtnl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    private static final int IFLA_LINK = 5;
    private static final int RTEXT_FILTER_SKIP_STATS = 1 << 3;

    /** Requests the indexes by name. */
    public static Request get(String name) {
        return Links.get(name).put("IFLA_EXT_MASK", RTEXT_FILTER_SKIP_STATS);
    }

    /** Reads RTM_NEWLINK: {@code struct ifinfomsg} and attributes (netlink(7)). */
    public static LinkIndexes decode(Message message) {
        ByteBuffer in = ByteBuffer.wrap(message.payload()).order(ByteOrder.nativeOrder());
        int index = in.getInt(IFI_INDEX);
        for (int at = IFINFOMSG; at + 8 <= in.limit(); ) {
            int length = Short.toUnsignedInt(in.getShort(at));
            if (in.getShort(at + 2) == IFLA_LINK) {
                return new LinkIndexes(index, OptionalInt.of(in.getInt(at + 4)));
            }
            at += Math.max(4, length + 3 & ~3);
        }
        return new LinkIndexes(index, OptionalInt.empty());
    }
}
