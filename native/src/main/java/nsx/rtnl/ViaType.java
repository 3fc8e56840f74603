package nsx.rtnl;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Ip;

/**
 * The type of RTA_VIA: a gateway of another family than the route's, as {@code struct rtvia} (IPv4 via IPv6 since
 * 5.2).
 */
final class ViaType implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        if (bytes.length < 2) {
            throw new CodecException("rtvia of " + bytes.length + " bytes");
        }
        int family = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getShort();
        InetAddress address = Ip.of(Arrays.copyOfRange(bytes, 2, bytes.length));
        if (Family.of(address).number() != family) {
            throw new CodecException("rtvia of family " + family);
        }
        return address;
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof InetAddress address)) {
            throw new IllegalArgumentException("an IP address is needed, not " + value);
        }
        byte[] bytes = address.getAddress();
        ByteBuffer out = ByteBuffer.allocate(2 + bytes.length).order(ByteOrder.nativeOrder());
        return out.putShort((short) Family.of(address).number()).put(bytes).array();
    }

    @Override
    public String text(Object value) {
        return Ip.text((InetAddress) value);
    }

    @Override
    public String toString() {
        return "via";
    }
}
