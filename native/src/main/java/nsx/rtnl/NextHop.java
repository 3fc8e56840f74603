package nsx.rtnl;

import java.util.List;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Request;

/**
 * A next-hop object, which routes refer to by its number (since 5.3): a single next hop or a group.
 *
 * @param dev the index of the link; empty for a group or a black hole
 * @param group empty for a single next hop
 */
public record NextHop(long id, OptionalInt dev, List<Member> group, Attributes all) {
    /**
     * One next hop of a group.
     *
     * @param weight the share of the traffic, 1 to 256
     */
    public record Member(long id, int weight) {
        /** Returns the text of ip-nexthop(8): {@code 7} or {@code 7,3}. */
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

    /**
     * Requests the next hops of a network namespace; {@link #decode} reads the answers. Kernels before 5.3 refuse
     * with EOPNOTSUPP.
     */
    public static Request dump() {
        return Request.route("list next hops", Rtm.GETNEXTHOP, 0, NextHopTable.NHMSG.zero());
    }

    /** Requests the groups of next hops; as {@link #dump}. */
    public static Request dumpGroups() {
        return dump().put("NHA_GROUPS", true);
    }

    /** Requests the next hop of a number; ENOENT without one, and as {@link #dump}. */
    public static Request get(long id) {
        return Request.route("find next hop " + id, Rtm.GETNEXTHOP, 0, NextHopTable.NHMSG.zero())
                .put("NHA_ID", id);
    }
}
