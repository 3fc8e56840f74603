package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BE32;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.IP6;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeType;

/** The common attributes of IP tunnels: IFLA_IPTUN_* and the second half of IFLA_GRE_* (linux/if_tunnel.h). */
final class Tunnel {
    private static final long LABEL_BITS = 0xfffff;
    private static final long CLASS_BITS = 0xff00000;

    /** The type of the flow label without the traffic class. */
    static final AttributeType LABEL = AttributeType.ranged(BE32, 0, LABEL_BITS);

    private static final AttributeType ENCAP = AttributeType.enumerated(U16, 0, "none", "fou", "gue");

    private Tunnel() {}

    /** Starts a kind of tunnel; each module creates one with its own name in every network namespace. */
    static Kind named(String name, String summary) {
        return Kind.named(name, summary)
                .passesOn()
                .withoutCarrier()
                .changedWhole()
                .prefix("tunnel")
                .spelt(Spelling.NO);
    }

    /** Starts a kind of tunnel over IPv4 with the attributes IFLA_IPTUN_*. */
    static Kind ip4(String name, String summary, AttributeType modes, AttributeType flags) {
        Kind kind = named(name, summary)
                .example(name + " 'tunnel0', local: '192.0.2.1', remote: '192.0.2.7', ttl: 64")
                .option(1, "IFLA_IPTUN_LINK", U32, "dev", "dev", Unit.INTERFACE, "device to send through")
                .option(2, "IFLA_IPTUN_LOCAL", IP4, "local", "local", "source address of tunnel packets")
                .option(3, "IFLA_IPTUN_REMOTE", IP4, "remote", "remote", "address of the other end")
                .option(4, "IFLA_IPTUN_TTL", U8, "ttl", "ttl", "time to live of tunnel packets, 0 inherits")
                .option(5, "IFLA_IPTUN_TOS", U8, "tos", "tos", "type of service of tunnel packets, 1 inherits")
                .inHex()
                .hidden(6, "IFLA_IPTUN_ENCAP_LIMIT", U8)
                .hidden(7, "IFLA_IPTUN_FLOWINFO", BE32)
                .kept(8, "IFLA_IPTUN_FLAGS", flags);
        return common(mode(kind, modes)
                .option(10, "IFLA_IPTUN_PMTUDISC", BOOL, "pmtudisc", "pmtudisc", "path MTU discovery (default true)"));
    }

    /** Starts the kind of tunnel over IPv6 with the attributes IFLA_IPTUN_*. */
    static Kind ip6(String name, String summary, AttributeType modes) {
        Kind kind = named(name, summary)
                .example(name + " 'tunnel0', local: 'fd00::1', remote: 'fd00::7', mode: 'any'")
                .option(1, "IFLA_IPTUN_LINK", U32, "dev", "dev", Unit.INTERFACE, "device to send through")
                .option(2, "IFLA_IPTUN_LOCAL", IP6, "local", "local", "source address of tunnel packets")
                .option(3, "IFLA_IPTUN_REMOTE", IP6, "remote", "remote", "address of the other end")
                .option(4, "IFLA_IPTUN_TTL", U8, "ttl", "hoplimit", "hop limit of tunnel packets (default 64)")
                .hidden(5, "IFLA_IPTUN_TOS", U8)
                .option(6, "IFLA_IPTUN_ENCAP_LIMIT", U8, "encapLimit", "encaplimit", "depth of tunnels (default 4)")
                .hidden(7, "IFLA_IPTUN_FLOWINFO", BE32)
                .kept(8, "IFLA_IPTUN_FLAGS", U32)
                .sendsUnlessExternal("IFLA_IPTUN_TTL", 64)
                .sendsUnlessExternal("IFLA_IPTUN_ENCAP_LIMIT", 4);
        return common(mode(flowInfo(kind, "IFLA_IPTUN_FLOWINFO"), modes).hidden(10, "IFLA_IPTUN_PMTUDISC", BOOL));
    }

    private static Kind mode(Kind kind, AttributeType modes) {
        return kind.option(
                9, "IFLA_IPTUN_PROTO", modes, "mode", "mode", "what it carries: " + String.join(", ", modes.names()));
    }

    private static Kind common(Kind kind) {
        return kind.hidden(11, "IFLA_IPTUN_6RD_PREFIX", IP6)
                .hidden(12, "IFLA_IPTUN_6RD_RELAY_PREFIX", IP4)
                .hidden(13, "IFLA_IPTUN_6RD_PREFIXLEN", U16)
                .hidden(14, "IFLA_IPTUN_6RD_RELAY_PREFIXLEN", U16)
                .option(15, "IFLA_IPTUN_ENCAP_TYPE", ENCAP, "encap", "encap", "in UDP besides: none, fou or gue")
                .kept(16, "IFLA_IPTUN_ENCAP_FLAGS", U16)
                .option(17, "IFLA_IPTUN_ENCAP_SPORT", BE16, "encapSport", "encap-sport", "its UDP port here, 0 for any")
                .option(
                        18,
                        "IFLA_IPTUN_ENCAP_DPORT",
                        BE16,
                        "encapDport",
                        "encap-dport",
                        "its UDP port at the other end")
                .option(
                        19,
                        "IFLA_IPTUN_COLLECT_METADATA",
                        FLAG,
                        "external",
                        "external",
                        "tunnel data from routes and tc")
                .option(20, "IFLA_IPTUN_FWMARK", U32, "fwmark", "fwmark", "mark of tunnel packets");
    }

    /** Adds the attributes of GRE over IPv4 that those of GRE over IPv6 differ from: from 6 to 12, and 19. */
    static Kind greOverIp4(Kind kind) {
        return kind.option(6, "IFLA_GRE_LOCAL", IP4, "local", "local", "source address of tunnel packets")
                .option(7, "IFLA_GRE_REMOTE", IP4, "remote", "remote", "address of the other end")
                .option(8, "IFLA_GRE_TTL", U8, "ttl", "ttl", "time to live of tunnel packets, 0 inherits")
                .option(9, "IFLA_GRE_TOS", U8, "tos", "tos", "type of service of tunnel packets, 1 inherits")
                .inHex()
                .option(10, "IFLA_GRE_PMTUDISC", BOOL, "pmtudisc", "pmtudisc", "path MTU discovery (default true)")
                .hidden(11, "IFLA_GRE_ENCAP_LIMIT", U8)
                .hidden(12, "IFLA_GRE_FLOWINFO", BE32)
                .option(19, "IFLA_GRE_IGNORE_DF", BOOL, "ignoreDf", "ignore-df", "fragment in spite of don't-fragment");
    }

    static Kind greOverIp6(Kind kind) {
        Kind addressed = kind.option(6, "IFLA_GRE_LOCAL", IP6, "local", "local", "source address of tunnel packets")
                .option(7, "IFLA_GRE_REMOTE", IP6, "remote", "remote", "address of the other end")
                .option(8, "IFLA_GRE_TTL", U8, "ttl", "hoplimit", "hop limit of tunnel packets (default 64)")
                .hidden(9, "IFLA_GRE_TOS", U8)
                .hidden(10, "IFLA_GRE_PMTUDISC", BOOL)
                .option(11, "IFLA_GRE_ENCAP_LIMIT", U8, "encapLimit", "encaplimit", "depth of tunnels (default 4)")
                .hidden(12, "IFLA_GRE_FLOWINFO", BE32)
                .hidden(19, "IFLA_GRE_IGNORE_DF", BOOL)
                .sendsUnlessExternal("IFLA_GRE_TTL", 64)
                .sendsUnlessExternal("IFLA_GRE_ENCAP_LIMIT", 4);
        return flowInfo(addressed, "IFLA_GRE_FLOWINFO");
    }

    /**
     * Adds the second half of an IPv6 header's first word: the attribute contains the traffic class and the flow
     * label (IPV6_FLOWINFO_MASK).
     */
    private static Kind flowInfo(Kind kind, String attribute) {
        return kind.part(attribute, CLASS_BITS, "tclass", "tclass", "IPv6 traffic class of tunnel packets")
                .inHex()
                .part(attribute, LABEL_BITS, "flowLabel", "flowlabel", "IPv6 flow label")
                .inHex();
    }

    /** Adds the attributes of GRE from 13, but 19. */
    static Kind greEnd(Kind kind) {
        return kind.kept(13, "IFLA_GRE_FLAGS", U32)
                .option(14, "IFLA_GRE_ENCAP_TYPE", ENCAP, "encap", "encap", "in UDP besides: none, fou or gue")
                .kept(15, "IFLA_GRE_ENCAP_FLAGS", U16)
                .option(16, "IFLA_GRE_ENCAP_SPORT", BE16, "encapSport", "encap-sport", "its UDP port here, 0 for any")
                .option(17, "IFLA_GRE_ENCAP_DPORT", BE16, "encapDport", "encap-dport", "its UDP port at the other end")
                .option(18, "IFLA_GRE_COLLECT_METADATA", FLAG, "external", "external", "tunnel data from routes and tc")
                .option(20, "IFLA_GRE_FWMARK", U32, "fwmark", "fwmark", "mark of tunnel packets")
                .hidden(21, "IFLA_GRE_ERSPAN_INDEX", U32)
                .hidden(22, "IFLA_GRE_ERSPAN_VER", U8)
                .hidden(23, "IFLA_GRE_ERSPAN_DIR", U8)
                .hidden(24, "IFLA_GRE_ERSPAN_HWID", BINARY);
    }
}
