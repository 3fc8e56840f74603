package nsx.rtnl;

import static nsx.netlink.AttributeType.IP;
import static nsx.netlink.AttributeType.S32;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;

/** linux/if_addr.h. */
final class AddressTable {
    static final Struct IFADDRMSG = Struct.named("ifaddrmsg")
            .u8("ifa_family", "ifa_prefixlen", "ifa_flags", "ifa_scope")
            .s32("ifa_index");
    /** Lifetimes in seconds, 0xffffffff for unlimited; the stamps are hundredths of seconds since boot. */
    static final Struct CACHEINFO = Struct.named("ifa_cacheinfo").u32("ifa_prefered", "ifa_valid", "cstamp", "tstamp");

    static final AttributeTable TABLE = AttributeTable.named("IFA")
            .add(1, "IFA_ADDRESS", "peer", IP)
            .add(2, "IFA_LOCAL", "address", IP)
            .add(3, "IFA_LABEL", "label", STRING)
            .add(4, "IFA_BROADCAST", "broadcast", IP)
            .add(5, "IFA_ANYCAST", IP)
            .add(6, "IFA_CACHEINFO", "lifetime", AttributeType.struct(CACHEINFO))
            .add(7, "IFA_MULTICAST", IP)
            .add(8, "IFA_FLAGS", "flags", U32)
            .add(9, "IFA_RT_PRIORITY", "metric", U32)
            .add(10, "IFA_TARGET_NETNSID", S32)
            .add(11, "IFA_PROTO", U8);

    private AddressTable() {}
}
