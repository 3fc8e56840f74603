package nsx.rtnl;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Struct;

/** The type of RTA_MULTIPATH: consecutive {@code struct rtnexthop}, each followed by attributes. */
final class NextHopType implements AttributeType {
    static final Struct RTNEXTHOP = Struct.named("rtnexthop")
            .u16("rtnh_len")
            .u8("rtnh_flags", "rtnh_hops")
            .s32("rtnh_ifindex");

    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        List<Attributes> hops = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
            int length = RTNEXTHOP.decodeHeader(rest).integer("rtnh_len");
            if (length < RTNEXTHOP.length() || length > rest.length) {
                throw new CodecException("a next hop of " + length + " bytes in " + rest.length);
            }
            hops.add(Attributes.decode(Arrays.copyOf(rest, length), RTNEXTHOP, RouteTable.HOP));
            at += (length + 3) & ~3;
        }
        return List.copyOf(hops);
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof List<?> hops)) {
            throw new IllegalArgumentException("a list of next hops is needed, not " + value);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object element : hops) {
            if (!(element instanceof Attributes hop)) {
                throw new IllegalArgumentException("a next hop is attributes, not " + element);
            }
            byte[] bytes = hop.encode();
            Struct.Value header = hop.header().with("rtnh_len", bytes.length);
            System.arraycopy(header.encode(), 0, bytes, 0, RTNEXTHOP.length());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    @Override
    public String text(Object value) {
        return ((List<?>) value).stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String toString() {
        return "next hops";
    }
}
