package nsx.dsl.unit;

import java.net.InetAddress;
import nsx.dsl.error.NsxException;
import nsx.netlink.Ip;

/** Checks addresses of multicast groups: IPv4, IPv6 or MAC addresses. */
public final class GroupAddress {
    private static final String REASON = "a group is an address such as 239.1.2.3, ff05::7 or 01:00:5e:01:02:03";

    private GroupAddress() {}

    /** Returns the address in the kernel's form; throws an error that describes the mistake. */
    public static String check(String text) {
        if (text.matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            String mac = MacAddress.check(text);
            return (Integer.parseInt(mac.substring(0, 2), 16) & 1) == 1 ? mac : refused(text);
        }
        InetAddress address = IpText.address(text);
        return address.isMulticastAddress() ? Ip.text(address) : refused(text);
    }

    private static String refused(String text) {
        throw new NsxException("'" + text + "' is not a multicast address")
                .because(REASON)
                .at(text);
    }
}
