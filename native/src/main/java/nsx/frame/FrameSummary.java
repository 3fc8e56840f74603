package nsx.frame;

import java.net.InetAddress;
import java.util.List;
import nsx.netlink.Ip;

/**
 * A summary of a frame.
 *
 * @param protocol the innermost protocol with a name of its own, such as ARP, ICMP, TCP or DNS, or an EtherType such as 0x88b5; a
 *     tunnel's own for the packets within it
 * @param info the rest in words; says if the frame is truncated
 * @param protocols all protocols that were understood, the outermost first; of a tunnel without those within
 * @param inner the packets that it carries, the innermost first
 */
public record FrameSummary(
        End from, End to, String protocol, String info, List<String> protocols, List<FrameSummary> inner) {
    /**
     * The sender or the receiver of a frame.
     *
     * @param mac empty for frames without one
     * @param address null if the frame is not IP
     * @param port 0 for a frame without ports
     */
    public record End(String mac, InetAddress address, int port) {
        static final End NONE = new End("", null, 0);

        End(String mac) {
            this(mac, null, 0);
        }

        End with(InetAddress other) {
            return new End(mac, other, 0);
        }

        End with(int other) {
            return new End(mac, address, other);
        }

        /**
         * Returns {@code 10.0.0.1:80}, {@code [fd00::1]:80} or {@code fd00::1}; for a frame without IP, the MAC
         * address.
         */
        public String text() {
            if (address == null) {
                return mac;
            }
            String host = Ip.text(address);
            if (port == 0) {
                return host;
            }
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** {@code 10.0.0.1 > 10.0.0.2 ICMP echo request id 1 seq 1}; without its ends when a frame is too short to have them. */
    public String text() {
        String said = protocol + " " + info;
        return from.equals(End.NONE) ? said : from.text() + " > " + to.text() + " " + said;
    }
}
