package nsx.nft;

import java.util.Locale;
import nsx.netlink.IpProtocol;

/** A transport protocol that has ports, with its number in IP. */
public enum Protocol {
    TCP(IpProtocol.TCP),
    UDP(IpProtocol.UDP);

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
