package nsx.rtnl;

import java.util.List;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Request;

/**
 * A next-hop object, which routes name by its number (since 5.3): one way, or a group of others.
 *
 * @param dev index of the link; empty for a group or a black hole
 * @param group empty for a single way
 */
public record NextHop(long id, OptionalInt dev, List<Member> group, Attributes all) {
    /**
     * One next hop of a group.
     *
     * @param weight share of the traffic, 1 to 256
     */
    public record Member(long id, int weight) {
        /** As ip-nexthop(8) writes it: {@code 7} or {@code 7,3}. */
        @Override
        public String toString() {
            return id + (weight == 1 ? "" : "," + weight);
        }
    }

    /** Reads RTM_NEWNEXTHOP. */
    public static NextHop decode(Message message) {
        Attributes all = Rtm.NEWNEXTHOP.decode(message);
        return new NextHop(all.number("NHA_ID"), all.findInteger("NHA_OIF"), group(all), all);
    }

    private static List<Member> group(Attributes all) {
        return all.value("NHA_GROUP").stream()
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .map(Member.class::cast)
                .toList();
    }

    /** Those of a network namespace; answers are {@link #decode}. A kernel before 5.3 refuses it with EOPNOTSUPP. */
    public static Request dump() {
        return Request.route("list next hops", Rtm.GETNEXTHOP, 0, NextHopTable.NHMSG.zero());
    }
}
