package nsx.rtnl;

import static nsx.netlink.AttributeType.S32;
import static nsx.netlink.AttributeType.U32;

import nsx.netlink.AttributeTable;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/** Builds requests about namespace ids (linux/net_namespace.h); {@link Nsid#decode} reads the answers. */
public final class Nsids {
    static final Struct RTGENMSG = Struct.named("rtgenmsg").u8("rtgen_family");

    static final AttributeTable TABLE = AttributeTable.named("NETNSA")
            .add(1, "NETNSA_NSID", S32)
            .add(2, "NETNSA_PID", U32)
            .add(3, "NETNSA_FD", U32)
            .add(4, "NETNSA_TARGET_NSID", S32)
            .add(5, "NETNSA_CURRENT_NSID", S32);

    /** The value that lets the kernel choose the first free number. */
    public static final int ANY = -1;

    private Nsids() {}

    /** Gives a namespace a permanent number; EEXIST if it has one, ENOSPC if the number is in use. */
    public static Request set(int namespaceFd, int id) {
        return Request.route("set nsid" + (id == ANY ? "" : " " + id), Rtm.NEWNSID, 0, RTGENMSG.zero())
                .put("NETNSA_FD", namespaceFd)
                .put("NETNSA_NSID", id);
    }

    /** Requests the number of a namespace; the answer is -1 if it has none. */
    public static Request get(int namespaceFd) {
        return Request.route("find nsid", Rtm.GETNSID, 0, RTGENMSG.zero()).put("NETNSA_FD", namespaceFd);
    }

    public static Request dump() {
        return Request.route("list nsids", Rtm.GETNSID, 0, RTGENMSG.zero());
    }
}
