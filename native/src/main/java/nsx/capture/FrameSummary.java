package nsx.capture;

import java.net.InetAddress;
import nsx.netlink.Ip;

/**
 * A summary of a frame.
 *
 * @param protocol the innermost protocol that was understood: ARP, IP, IPv6, ICMP, ICMPv6, TCP, UDP, or an EtherType
 * such as 0x88cc
 * @param info a description of the rest, including whether the frame is truncated
 */
public record FrameSummary(End from, End to, String protocol, String info) {
    /**
     * The sender or the receiver of a frame.
     *
     * @param mac empty for frames without one
     * @param address null if the frame is not IP
     * @param port 0 for a frame without ports
     */
    public record End(String mac, InetAddress address, int port) {
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

    FrameSummary with(String newProtocol, String newInfo) {
        return new FrameSummary(from, to, newProtocol, newInfo);
    }
}
