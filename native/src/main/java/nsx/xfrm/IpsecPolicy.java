package nsx.xfrm;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.netlink.Struct;
import nsx.rtnl.Prefix;

/**
 * A policy of IPsec: how packets between two networks are handled.
 *
 * @param direction {@code in}, {@code out} or {@code fwd}
 * @param protocol the number in IP; 0 for all
 * @param blocks whether the policy drops the packets
 * @param transforms whether the policy sends the packets through an association, and accepts only those from one
 */
public record IpsecPolicy(
        String direction,
        Prefix source,
        Prefix destination,
        int protocol,
        Ports sourcePort,
        Ports port,
        boolean blocks,
        boolean transforms) {
    private static final String[] DIRECTIONS = {"in", "out", "fwd"};

    /** Ports that equal {@code port} in the bits of a mask; the mask 0 matches all. */
    public record Ports(int port, int mask) {
        /**
         * Whether a port matches.
         *
         * @param other the port; 0 if unknown
         */
        public boolean has(int other) {
            return other == 0 || (other & mask) == (port & mask);
        }
    }

    /** Requests all policies of the namespace except those of single sockets; EPERM without CAP_NET_ADMIN there. */
    public static Request dump() {
        return new Request(
                "list IPsec policies",
                Request.XFRM,
                XfrmTables.GET_POLICY,
                0,
                Attributes.of(
                        XfrmTables.GET_POLICY.table(),
                        XfrmTables.GET_POLICY.header().zero()));
    }

    /** Decodes XFRM_MSG_NEWPOLICY. */
    public static IpsecPolicy decode(Message message) {
        Attributes all = XfrmTables.NEW_POLICY.decode(message);
        Struct.Value info = all.header();
        int direction = info.integer("dir");
        return new IpsecPolicy(
                direction < DIRECTIONS.length ? DIRECTIONS[direction] : "socket",
                prefix(info, "s"),
                prefix(info, "d"),
                info.integer("proto"),
                new Ports(info.integer("sport"), info.integer("sport_mask")),
                new Ports(info.integer("dport"), info.integer("dport_mask")),
                info.integer("action") != 0,
                all.has("XFRMA_TMPL"));
    }

    private static Prefix prefix(Struct.Value info, String side) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        for (int i = 0; i < 4; i++) {
            bytes.putInt(info.integer(side + "addr" + i));
        }
        boolean six = info.integer("family") == Ip.AF_INET6;
        InetAddress address = Ip.of(Arrays.copyOf(bytes.array(), six ? 16 : 4));
        return new Prefix(address, info.integer("prefixlen_" + side)).network();
    }

    /** Whether the policy affects packets: one that allows all without an association is an exception from others. */
    public boolean acts() {
        return blocks || transforms;
    }

    /** Whether a packet is between the policy's networks; unknown ports are 0. */
    public boolean matches(InetAddress from, InetAddress to, int number, int fromPort, int toPort) {
        return source.contains(from)
                && destination.contains(to)
                && (protocol == 0 || protocol == number)
                && sourcePort.has(fromPort)
                && port.has(toPort);
    }

    /** Returns text such as {@code out 10.0.0.0/24 to 10.1.0.0/24}. */
    @Override
    public String toString() {
        return direction + " " + source + " to " + destination;
    }
}
