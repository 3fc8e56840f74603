package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.MessageAttribute;
import nsx.netlink.MessageType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "link-lo",
                "link-veth",
                "link-veth-port",
                "link-veth-far",
                "link-bridge",
                "link-vxlan",
                "link-vxlan6",
                "link-macvlan",
                "link-ifb",
                "link-tap",
                "link-tun",
                "address-ipv4",
                "address-ipv6",
                "address-peer",
                "route-default",
                "route-default6",
                "route-blackhole",
                "route-table",
                "route-multipath",
                "route-via6",
                "route-get",
                "rule",
                "rule6",
                "neighbour",
                "fdb-bridge",
                "fdb-vxlan",
                "nsid",
                "qdisc-tbf",
                "qdisc-htb",
                "qdisc-noqueue"
            })
    void whatTheKernelSentIsReadAndWrittenUnchanged(String name) {
        Attributes all = Captured.roundTrip(name, type(name));
        List<String> unread = new ArrayList<>();
        collect(all, unread);
        assertEquals(List.of(), unread);
    }

    private static MessageType type(String name) {
        return switch (name.split("-")[0].replace("6", "")) {
            case "link" -> Rtm.NEWLINK;
            case "address" -> Rtm.NEWADDR;
            case "route" -> Rtm.NEWROUTE;
            case "rule" -> Rtm.NEWRULE;
            case "neighbour", "fdb" -> Rtm.NEWNEIGH;
            case "nsid" -> Rtm.NEWNSID;
            default -> Rtm.NEWQDISC;
        };
    }

    /** Attributes that stayed bytes though the table has another type for them. */
    private static void collect(Attributes all, List<String> unread) {
        for (MessageAttribute entry : all) {
            if (entry.value() instanceof Attributes inside) {
                collect(inside, unread);
            } else if (entry.value() instanceof byte[] && entry.attribute().type() != AttributeType.BINARY) {
                unread.add(entry.toString());
            }
        }
    }
}
