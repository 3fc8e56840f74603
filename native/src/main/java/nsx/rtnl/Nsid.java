package nsx.rtnl;

import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * The number that one network namespace has for another.
 *
 * @param id the number; empty without one (-1)
 */
public record Nsid(OptionalInt id, Attributes all) {
    /** Reads RTM_NEWNSID. */
    public static Nsid decode(Message message) {
        Attributes all = Rtm.NEWNSID.decode(message);
        int number = all.integer("NETNSA_NSID", -1);
        return new Nsid(number < 0 ? OptionalInt.empty() : OptionalInt.of(number), all);
    }
}
