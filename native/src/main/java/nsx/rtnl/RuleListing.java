package nsx.rtnl;

import java.util.List;
import java.util.Optional;
import nsx.netlink.Message;

/** The rules of both families, by the networks and the mark that they match. */
public final class RuleListing extends Listing<RoutingRule> {
    /** RTNLGRP_LINK, IPV4_RULE, IPV6_RULE. */
    public static final Kind<RoutingRule> KIND = new Kind<>(
            "rules",
            RuleListing::new,
            List.of(Rules.dump(Family.INET), Rules.dump(Family.INET6)),
            List.of(1, 8, 19),
            List.of());

    /** Whether any rule names a device; the kernel detaches such a rule when the device goes. */
    private boolean ofDevices;

    /** The rules that match the same networks and mark. */
    public record Key(Family family, Optional<Prefix> from, Optional<Prefix> to, int mark) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && family == that.family
                    && from.equals(that.from)
                    && to.equals(that.to)
                    && mark == that.mark;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * from.hashCode() + to.hashCode()) + mark;
        }
    }

    private RuleListing() {}

    @Override
    protected RoutingRule decode(Message message) {
        return RoutingRule.decode(message);
    }

    /** The key of a rule; the kernel leaves out networks of all addresses and a mark of 0. */
    public static Key keyOf(RoutingRule rule) {
        return new Key(
                rule.family(),
                rule.from().filter(p -> p.length() > 0),
                rule.to().filter(p -> p.length() > 0),
                rule.fwmark().orElse(0));
    }

    @Override
    protected Object key(RoutingRule rule) {
        return keyOf(rule);
    }

    @Override
    protected void noted(RoutingRule rule) {
        ofDevices |= rule.iif().isPresent() || rule.oif().isPresent();
    }

    @Override
    public boolean apply(Message event) {
        if (event.type() == NEWLINK || event.type() == DELLINK) {
            return !ofDevices;
        }
        RoutingRule rule = decode(event);
        if (event.type() == Rtm.DELRULE.number()) {
            return remove(rule);
        }
        List<RoutingRule> same = same(rule);
        int at = 0;
        for (RoutingRule other : same) {
            if (other.equals(rule)) {
                return false;
            }
            at += Integer.compareUnsigned(other.priority(), rule.priority()) <= 0 ? 1 : 0;
        }
        same.add(at, rule);
        noted(rule);
        return true;
    }
}
