package nsx.dsl.value.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import nsx.netlink.Ip;

/** Formats the ends of connections: {@code 10.0.0.11:80}, {@code [fd00::1]:80}. */
public final class Ends {
    private Ends() {}

    /** The end as {@code ADDRESS:PORT}; an IPv6 address is in brackets. */
    public static String text(InetSocketAddress end) {
        return text(end.getAddress(), end.getPort());
    }

    /** The end as {@code ADDRESS:PORT}; an IPv6 address is in brackets. */
    public static String text(InetAddress address, int port) {
        String host = Ip.text(address);
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
