package nsx.rtnl;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Address families with the kernel's numbers. */
public enum Family {
    UNSPEC(0),
    INET(2),
    BRIDGE(7),
    INET6(10);

    private static final Family[] ALL = values();

    private final int number;

    Family(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Family of(InetAddress address) {
        return address instanceof Inet4Address ? INET : INET6;
    }

    /** The family with this number; UNSPEC for a family that nsx does not know. */
    public static Family of(int number) {
        for (Family family : ALL) {
            if (family.number == number) {
                return family;
            }
        }
        return UNSPEC;
    }
}
