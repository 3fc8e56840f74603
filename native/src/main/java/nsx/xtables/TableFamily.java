package nsx.xtables;

import nsx.netlink.Ip;

/**
 * The two kinds of tables, with their socket options and the offsets in {@code struct ipt_entry} and {@code struct
 * ip6t_entry}.
 */
public enum TableFamily {
    IPV4("iptables-legacy", "ip_tables_names", Ip.AF_INET, 0, 4, 82, 88, 112, 2, 1),
    IPV6("ip6tables-legacy", "ip6_tables_names", Ip.AF_INET6, 41, 16, 131, 140, 168, 4, 0);

    private static final int IFNAMSIZ = 16;

    private final String command;
    /** The file of /proc/net that lists the existing tables. */
    final String names;

    final int domain;
    /** The socket level IPPROTO_IP or IPPROTO_IPV6. */
    final int level;
    /** The size of an address in bytes. */
    final int address;

    final int flags;
    /** The offset of two 16-bit offsets: that of the target and that of the next rule. */
    final int offsets;

    /** The offset of the matches. */
    final int matches;

    /** The flag that makes a jump a goto. */
    final int gotoFlag;
    /** The flag for all fragments but the first; 0 for IPv6. */
    final int fragmentFlag;

    TableFamily(
            String command,
            String names,
            int domain,
            int level,
            int address,
            int flags,
            int offsets,
            int matches,
            int gotoFlag,
            int fragmentFlag) {
        this.command = command;
        this.names = names;
        this.domain = domain;
        this.level = level;
        this.address = address;
        this.flags = flags;
        this.offsets = offsets;
        this.matches = matches;
        this.gotoFlag = gotoFlag;
        this.fragmentFlag = fragmentFlag;
    }

    /** The name of the program that changes these tables. */
    public String command() {
        return command;
    }

    /** The offset of the protocol, after two addresses, two devices and their masks. */
    int protocol() {
        return 4 * address + 4 * IFNAMSIZ;
    }

    /** The offset of the inversion flags. */
    int inverted() {
        return flags + 1;
    }

    /** The offset of {@code struct xt_counters}, which is before the matches. */
    int counters() {
        return matches - 16;
    }
}
