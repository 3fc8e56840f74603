package nsx.shadow;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nsx.conntrack.Conntrack;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.nft.Nftables;
import nsx.rtnl.Rtm;

/** The message types that a plan understands: the requests to create, delete and list each kind of object. */
enum Messages {
    LINK(Rtm.NEWLINK, Rtm.DELLINK, Rtm.GETLINK),
    LINK_PROPERTY(Rtm.NEWLINKPROP, Rtm.DELLINKPROP, null),
    ADDRESS(Rtm.NEWADDR, Rtm.DELADDR, Rtm.GETADDR),
    ROUTE(Rtm.NEWROUTE, Rtm.DELROUTE, Rtm.GETROUTE),
    NEIGHBOUR(Rtm.NEWNEIGH, Rtm.DELNEIGH, Rtm.GETNEIGH),
    RULE(Rtm.NEWRULE, Rtm.DELRULE, Rtm.GETRULE),
    QDISC(Rtm.NEWQDISC, Rtm.DELQDISC, Rtm.GETQDISC),
    BRIDGE_VLAN(Rtm.NEWVLAN, Rtm.DELVLAN, Rtm.GETVLAN),
    BRIDGE_TREE(Rtm.SETLINK, null, null),
    GROUP(Rtm.SETMDB, Rtm.DELMDB, Rtm.GETMDB, Rtm.NEWMDB),
    CLASS(Rtm.NEWTCLASS, Rtm.DELTCLASS, Rtm.GETTCLASS),
    FILTER(Rtm.NEWTFILTER, Rtm.DELTFILTER, Rtm.GETTFILTER),
    NEXT_HOP(Rtm.NEWNEXTHOP, Rtm.DELNEXTHOP, Rtm.GETNEXTHOP),
    NSID(Rtm.NEWNSID, null, Rtm.GETNSID),
    NFT_TABLE(Nftables.NEW_TABLE, Nftables.DELETE_TABLE, Nftables.GET_TABLE),
    NFT_CHAIN(Nftables.NEW_CHAIN, null, Nftables.GET_CHAIN),
    NFT_RULE(Nftables.NEW_RULE, Nftables.DELETE_RULE, Nftables.GET_RULE),
    NFT_SET(Nftables.NEW_SET, null, Nftables.GET_SET),
    NFT_ELEMENTS(Nftables.NEW_ELEMENTS, null, Nftables.GET_ELEMENTS),
    CONNECTION(Conntrack.CONNECTION, Conntrack.DELETE, Conntrack.GET);

    private final MessageType make;
    private final MessageType take;
    private final MessageType get;
    private final MessageType listed;

    Messages(MessageType make, MessageType take, MessageType get) {
        this(make, take, get, make);
    }

    /** @param listed the type of the rows of a list, if it differs from that of a request to create one */
    Messages(MessageType make, MessageType take, MessageType get, MessageType listed) {
        this.make = make;
        this.take = take;
        this.get = get;
        this.listed = listed;
    }

    private List<MessageType> types() {
        return Stream.of(make, take, get).filter(Objects::nonNull).toList();
    }

    static Messages of(MessageType type) {
        return Arrays.stream(values())
                .filter(m -> m.types().contains(type))
                .findFirst()
                .orElseThrow();
    }

    /** The message type with this number; an unknown number is a program error. */
    static MessageType type(int number) {
        return Arrays.stream(values())
                .flatMap(m -> m.types().stream())
                .filter(t -> t.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a plan cannot handle message type " + number));
    }

    static MessageType answerTo(MessageType get) {
        return of(get).listed;
    }

    MessageType get() {
        return get;
    }

    /** The netlink family of a message type. */
    static int family(MessageType type) {
        boolean netfilter = of(type) == CONNECTION || of(type).name().startsWith("NFT_");
        return netfilter ? Request.NETFILTER : Request.ROUTE;
    }
}
