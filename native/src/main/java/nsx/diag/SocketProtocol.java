package nsx.diag;

import java.util.Locale;
import nsx.netlink.IpProtocol;

/** The transport protocols that sock_diag lists, by their numbers in an IP header. */
public enum SocketProtocol {
    TCP(IpProtocol.TCP),
    UDP(IpProtocol.UDP),
    RAW(255);

    private final int number;

    SocketProtocol(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
