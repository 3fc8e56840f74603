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

/** The type of NHA_GROUP: consecutive {@code struct nexthop_grp}, as a list of {@link NextHop.Member}. */
final class NextHopGroupType implements AttributeType {
    private static final Struct GROUP =
            Struct.named("nexthop_grp").u32("id").u8("weight", "weight_high").pad(2);

    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        if (bytes.length % GROUP.length() != 0) {
            throw new CodecException("a group of next hops of " + bytes.length + " bytes");
        }
        List<NextHop.Member> members = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += GROUP.length()) {
            Struct.Value member = GROUP.decodeHeader(Arrays.copyOfRange(bytes, at, bytes.length));
            int weight = member.integer("weight_high") << 8 | member.integer("weight");
            members.add(new NextHop.Member(member.number("id"), weight + 1));
        }
        return List.copyOf(members);
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof List<?> members)) {
            throw new IllegalArgumentException("a list of members is needed, not " + value);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object each : members) {
            if (!(each instanceof NextHop.Member member)) {
                throw new IllegalArgumentException("a member of a group is needed, not " + each);
            }
            out.writeBytes(GROUP.with("id", member.id())
                    .with("weight", member.weight() - 1 & 0xff)
                    .with("weight_high", member.weight() - 1 >> 8)
                    .encode());
        }
        return out.toByteArray();
    }

    @Override
    public String text(Object value) {
        return ((List<?>) value).stream().map(Object::toString).collect(Collectors.joining("/"));
    }

    @Override
    public String toString() {
        return "group";
    }
}
