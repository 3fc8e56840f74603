package nsx.frame;

import java.util.Optional;

/**
 * The kinds of frame headers, with the kernel's hardware types (linux/if_arp.h) and the numbers for capture files
 * (tcpdump.org/linktypes.html).
 */
public enum LinkType {
    /** Frames begin with MAC addresses and an EtherType. */
    ETHERNET(1),
    /** Frames begin with the IP header, as on tun devices and tunnels. */
    RAW(101);

    private static final int ARPHRD_ETHER = 1;
    private static final int ARPHRD_TUNNEL = 768;
    private static final int ARPHRD_TUNNEL6 = 769;
    private static final int ARPHRD_LOOPBACK = 772;
    private static final int ARPHRD_SIT = 776;
    private static final int ARPHRD_NONE = 0xfffe;

    private static final int DLT_RAW = 12;

    private final int number;

    LinkType(int number) {
        this.number = number;
    }

    /** LINKTYPE_* in the head of a file. */
    public int number() {
        return number;
    }

    /** The DLT_* number of libpcap, which differs from LINKTYPE_* for raw IP. */
    public int dlt() {
        return this == RAW ? DLT_RAW : number;
    }

    /** The link type of a hardware type; empty for hardware whose frames nsx cannot read. */
    public static Optional<LinkType> ofHardware(int hardware) {
        return switch (hardware) {
            case ARPHRD_ETHER, ARPHRD_LOOPBACK -> Optional.of(ETHERNET);
            case ARPHRD_NONE, ARPHRD_TUNNEL, ARPHRD_TUNNEL6, ARPHRD_SIT -> Optional.of(RAW);
            default -> Optional.empty();
        };
    }
}
