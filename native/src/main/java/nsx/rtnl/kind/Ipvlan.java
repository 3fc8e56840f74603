package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.U16;

import nsx.netlink.AttributeType;

/** A device with the MAC address of its lower link; the two are distinguished by IP address. */
public final class Ipvlan {
    private static final AttributeType MODE = AttributeType.enumerated(U16, 0, "l2", "l3", "l3s");
    private static final AttributeType FLAGS = AttributeType.enumerated(U16, 0, "bridge", "private", "vepa");

    public static final Kind KIND = table("ipvlan", "a device that shares another link's MAC address");
    public static final Kind TAP = table("ipvtap", "an ipvlan whose frames a program reads and writes");

    private Ipvlan() {}

    private static Kind table(String name, String summary) {
        return Kind.named(name, summary)
                .onLink()
                .example("veth 'p', 'q'\n" + name + " 'i0', dev: 'p', mode: 'l2'")
                .option(1, "IFLA_IPVLAN_MODE", MODE, "mode", "mode", "l2, l3 or l3s")
                .spelt(Spelling.BARE)
                .option(2, "IFLA_IPVLAN_FLAGS", FLAGS, "flag", "flag", "bridge, private or vepa");
    }
}
