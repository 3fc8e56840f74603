package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BE32;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.U32;

/** An IPsec device, chosen by keys that match the marks of policies (net/ipv4/ip_vti.c). */
public final class Vti {
    public static final Kind KIND = Tunnel.named("vti", "an IPsec tunnel over IPv4 that is chosen by a mark")
            .example("vti 'tunnel0', local: '192.0.2.1', remote: '192.0.2.7', key: 42")
            .option(1, "IFLA_VTI_LINK", U32, "dev", "dev", Unit.INTERFACE, "device to send through")
            .option(2, "IFLA_VTI_IKEY", BE32, "ikey", "ikey", "mark of policies for what is received")
            .option(3, "IFLA_VTI_OKEY", BE32, "okey", "okey", "mark of policies for what is sent")
            .together("key", "mark in both directions", "ikey", "okey")
            .option(4, "IFLA_VTI_LOCAL", IP4, "local", "local", "address of this end")
            .option(5, "IFLA_VTI_REMOTE", IP4, "remote", "remote", "address of the other end")
            .option(6, "IFLA_VTI_FWMARK", U32, "fwmark", "fwmark", "mark of tunnel packets");

    private Vti() {}
}
