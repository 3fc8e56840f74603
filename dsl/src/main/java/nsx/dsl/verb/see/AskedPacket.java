package nsx.dsl.verb.see;

import java.net.InetAddress;
import nsx.dsl.session.Call;
import nsx.dsl.word.Parameter;
import nsx.filter.Packet;
import nsx.nft.Protocol;
import nsx.rtnl.Family;

/**
 * The packet whose way a word is asked about.
 *
 * @param proto icmp, tcp or udp
 * @param port its destination port; 0 without one
 */
record AskedPacket(String proto, int port) {
    static final Parameter<String> PROTO =
            Parameter.choice("proto", "what is sent", "icmp", "tcp", "udp").usually("icmp, tcp with a port");

    /** The packet of a call with a parameter for the port. */
    static AskedPacket of(Call call, Parameter<Integer> portParameter) {
        int port = call.find(portParameter).orElse(0);
        String proto = call.find(PROTO).orElse(port == 0 ? "icmp" : "tcp");
        if (port != 0 && proto.equals("icmp")) {
            throw call.wrong(PROTO, "tcp or udp where there is a port");
        }
        return new AskedPacket(proto, port);
    }

    /** The number of its protocol in IP. */
    int protocol(InetAddress destination) {
        return switch (proto) {
            case "icmp" -> Family.of(destination) == Family.INET6 ? Packet.ICMPV6 : Packet.ICMP;
            case "tcp" -> Protocol.TCP.number();
            default -> Protocol.UDP.number();
        };
    }
}
