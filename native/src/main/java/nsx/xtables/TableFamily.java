package nsx.xtables;

import nsx.netlink.Ip;

/**
 * The two kinds of tables: how they are asked for, and where the parts of a rule stand in {@code struct ipt_entry} and
 * {@code struct ip6t_entry}.
 */
public enum TableFamily {
    IPV4("iptables-legacy", "ip_tables_names", Ip.AF_INET, 0, 4, 82, 88, 112, 2, 1),
    IPV6("ip6tables-legacy", "ip6_tables_names", Ip.AF_INET6, 41, 16, 131, 140, 168, 4, 0);

    private static final int IFNAMSIZ = 16;

    private final String command;
    /** The file of /proc/net that lists the existing tables. */
    final String names;

    final int domain;
    /** IPPROTO_IP or IPPROTO_IPV6. */
    final int level;
    /** Bytes of an address. */
    final int address;

    final int flags;
    /** The position of two 16-bit offsets: of the target, and of the next rule. */
    final int offsets;

    /** The position of the matches. */
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

    /** The program that changes these tables. */
    public String command() {
        return command;
    }

    /** Two addresses, two devices, and a mask for each come before it. */
    int protocol() {
        return 4 * address + 4 * IFNAMSIZ;
    }

    /** The flags of what is asked the other way round. */
    int inverted() {
        return flags + 1;
    }
}
