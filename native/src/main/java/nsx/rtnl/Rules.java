package nsx.rtnl;

import static nsx.rtnl.RuleTable.FIB_RULE_HDR;

import nsx.netlink.Request;

/** Builds requests for rules; {@link RoutingRule#decode} reads the answers. */
public final class Rules {
    private Rules() {}

    public static Request dump(Family family) {
        return Request.route("list rules", Rtm.GETRULE, 0, FIB_RULE_HDR.with("family", family.number()));
    }
}
