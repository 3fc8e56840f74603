package nsx.rtnl;

/** The flags of a link ({@code IFF_*} of linux/if.h). */
public record LinkFlags(int bits) {
    public static final int UP = 0x1;
    public static final int BROADCAST = 0x2;
    public static final int LOOPBACK = 0x8;
    public static final int POINTOPOINT = 0x10;
    public static final int RUNNING = 0x40;
    public static final int NOARP = 0x80;
    public static final int PROMISC = 0x100;
    public static final int ALLMULTI = 0x200;
    public static final int MULTICAST = 0x1000;
    public static final int LOWER_UP = 0x10000;

    public boolean up() {
        return has(UP);
    }

    /** Whether the link is operational: it is up, and its state is up or unknown. */
    public boolean running() {
        return has(RUNNING);
    }

    /** Whether the link has a carrier. */
    public boolean lowerUp() {
        return has(LOWER_UP);
    }

    public boolean loopback() {
        return has(LOOPBACK);
    }

    public boolean promisc() {
        return has(PROMISC);
    }

    public boolean has(int flag) {
        return (bits & flag) != 0;
    }
}
