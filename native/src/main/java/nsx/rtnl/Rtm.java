package nsx.rtnl;

import static nsx.netlink.MessageType.Verb.DELETE;
import static nsx.netlink.MessageType.Verb.GET;
import static nsx.netlink.MessageType.Verb.NEW;

import nsx.netlink.MessageType;
import nsx.rtnl.kind.LinkTable;

/** The message types of rtnetlink (linux/rtnetlink.h). */
public final class Rtm {
    public static final MessageType NEWLINK =
            new MessageType(16, "RTM_NEWLINK", NEW, LinkTable.IFINFOMSG, LinkTable.TABLE);
    public static final MessageType DELLINK =
            new MessageType(17, "RTM_DELLINK", DELETE, LinkTable.IFINFOMSG, LinkTable.TABLE);
    public static final MessageType GETLINK =
            new MessageType(18, "RTM_GETLINK", GET, LinkTable.IFINFOMSG, LinkTable.TABLE);
    /** The message type that sets what a bridge keeps about a port in its trees, with the family AF_BRIDGE. */
    public static final MessageType SETLINK =
            new MessageType(19, "RTM_SETLINK", NEW, LinkTable.IFINFOMSG, TreeState.TABLE);
    /** The message type that adds alternative names, since 5.5. */
    public static final MessageType NEWLINKPROP =
            new MessageType(108, "RTM_NEWLINKPROP", NEW, LinkTable.IFINFOMSG, LinkTable.TABLE);

    public static final MessageType DELLINKPROP =
            new MessageType(109, "RTM_DELLINKPROP", DELETE, LinkTable.IFINFOMSG, LinkTable.TABLE);

    public static final MessageType NEWADDR =
            new MessageType(20, "RTM_NEWADDR", NEW, AddressTable.IFADDRMSG, AddressTable.TABLE);
    public static final MessageType DELADDR =
            new MessageType(21, "RTM_DELADDR", DELETE, AddressTable.IFADDRMSG, AddressTable.TABLE);
    public static final MessageType GETADDR =
            new MessageType(22, "RTM_GETADDR", GET, AddressTable.IFADDRMSG, AddressTable.TABLE);

    public static final MessageType NEWROUTE =
            new MessageType(24, "RTM_NEWROUTE", NEW, RouteTable.RTMSG, RouteTable.TABLE);
    public static final MessageType DELROUTE =
            new MessageType(25, "RTM_DELROUTE", DELETE, RouteTable.RTMSG, RouteTable.TABLE);
    public static final MessageType GETROUTE =
            new MessageType(26, "RTM_GETROUTE", GET, RouteTable.RTMSG, RouteTable.TABLE);

    public static final MessageType NEWNEIGH =
            new MessageType(28, "RTM_NEWNEIGH", NEW, NeighbourTable.NDMSG, NeighbourTable.TABLE);
    public static final MessageType DELNEIGH =
            new MessageType(29, "RTM_DELNEIGH", DELETE, NeighbourTable.NDMSG, NeighbourTable.TABLE);
    public static final MessageType GETNEIGH =
            new MessageType(30, "RTM_GETNEIGH", GET, NeighbourTable.NDMSG, NeighbourTable.TABLE);

    public static final MessageType NEWRULE =
            new MessageType(32, "RTM_NEWRULE", NEW, RuleTable.FIB_RULE_HDR, RuleTable.TABLE);
    public static final MessageType DELRULE =
            new MessageType(33, "RTM_DELRULE", DELETE, RuleTable.FIB_RULE_HDR, RuleTable.TABLE);
    public static final MessageType GETRULE =
            new MessageType(34, "RTM_GETRULE", GET, RuleTable.FIB_RULE_HDR, RuleTable.TABLE);

    public static final MessageType NEWQDISC =
            new MessageType(36, "RTM_NEWQDISC", NEW, QdiscTable.TCMSG, QdiscTable.TABLE);
    public static final MessageType DELQDISC =
            new MessageType(37, "RTM_DELQDISC", DELETE, QdiscTable.TCMSG, QdiscTable.TABLE);
    public static final MessageType GETQDISC =
            new MessageType(38, "RTM_GETQDISC", GET, QdiscTable.TCMSG, QdiscTable.TABLE);

    public static final MessageType NEWTCLASS =
            new MessageType(40, "RTM_NEWTCLASS", NEW, QdiscTable.TCMSG, QdiscTable.CLASSES);
    public static final MessageType DELTCLASS =
            new MessageType(41, "RTM_DELTCLASS", DELETE, QdiscTable.TCMSG, QdiscTable.CLASSES);
    public static final MessageType GETTCLASS =
            new MessageType(42, "RTM_GETTCLASS", GET, QdiscTable.TCMSG, QdiscTable.CLASSES);

    public static final MessageType NEWTFILTER =
            new MessageType(44, "RTM_NEWTFILTER", NEW, QdiscTable.TCMSG, FilterTable.TABLE);
    public static final MessageType DELTFILTER =
            new MessageType(45, "RTM_DELTFILTER", DELETE, QdiscTable.TCMSG, FilterTable.TABLE);
    public static final MessageType GETTFILTER =
            new MessageType(46, "RTM_GETTFILTER", GET, QdiscTable.TCMSG, FilterTable.TABLE);

    /** The message type that adds next hops, since 5.3. */
    public static final MessageType NEWNEXTHOP =
            new MessageType(104, "RTM_NEWNEXTHOP", NEW, NextHopTable.NHMSG, NextHopTable.TABLE);

    public static final MessageType DELNEXTHOP =
            new MessageType(105, "RTM_DELNEXTHOP", DELETE, NextHopTable.NHMSG, NextHopTable.TABLE);
    public static final MessageType GETNEXTHOP =
            new MessageType(106, "RTM_GETNEXTHOP", GET, NextHopTable.NHMSG, NextHopTable.TABLE);

    public static final MessageType NEWNSID = new MessageType(88, "RTM_NEWNSID", NEW, Nsids.RTGENMSG, Nsids.TABLE);
    public static final MessageType GETNSID = new MessageType(90, "RTM_GETNSID", GET, Nsids.RTGENMSG, Nsids.TABLE);

    public static final MessageType NEWVLAN =
            new MessageType(112, "RTM_NEWVLAN", NEW, BridgeVlanTable.MESSAGE, BridgeVlanTable.TABLE);
    public static final MessageType DELVLAN =
            new MessageType(113, "RTM_DELVLAN", DELETE, BridgeVlanTable.MESSAGE, BridgeVlanTable.TABLE);
    public static final MessageType GETVLAN =
            new MessageType(114, "RTM_GETVLAN", GET, BridgeVlanTable.MESSAGE, BridgeVlanTable.LIST);

    /** What the kernel tells of multicast groups. */
    public static final MessageType NEWMDB =
            new MessageType(84, "RTM_NEWMDB", NEW, MulticastGroup.PORT_MESSAGE, MulticastGroup.TABLE);
    /** The request for a multicast group, which has other attributes than what the kernel tells. */
    public static final MessageType SETMDB =
            new MessageType(84, "RTM_NEWMDB", NEW, MulticastGroup.PORT_MESSAGE, MulticastGroup.SET);

    public static final MessageType DELMDB =
            new MessageType(85, "RTM_DELMDB", DELETE, MulticastGroup.PORT_MESSAGE, MulticastGroup.SET);
    public static final MessageType GETMDB =
            new MessageType(86, "RTM_GETMDB", GET, MulticastGroup.PORT_MESSAGE, MulticastGroup.TABLE);

    private Rtm() {}
}
