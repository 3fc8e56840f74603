package nsx.dsl.op.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Struct;
import nsx.rtnl.Address;
import nsx.rtnl.Family;

/**
 * In what an address differs from what is wanted, where something is said about it. The kernel can set lifetimes and the metric
 * of an address (for IPv6 also noprefixroute); broadcast, scope and label of an IPv4 one stay as they were made (devinet.c,
 * inet_rtm_newaddr).
 */
final class AddressChange {
    /** The kernel takes whole seconds off the lifetime, and some time passes until its answer is read. */
    private static final Duration ROUNDING = Duration.ofMillis(1005);

    private static final Duration TICK = Duration.ofMillis(-20);

    private final Address is;
    private final AddressDescription before;
    private final AddressDescription wanted;
    private final Arguments options;
    private final List<String> fixed = new ArrayList<>();

    AddressChange(Address is, AddressDescription wanted, Arguments options) {
        this.is = is;
        this.before = AddressDescription.of(is);
        this.wanted = wanted;
        this.options = options;
        differs(AddressDescription.BROADCAST, !wanted.broadcast().equals(before.broadcast()));
        differs(AddressDescription.SCOPE, !wanted.scope().map(Object::toString).equals(Optional.of(is.scope())));
        differs(AddressDescription.LABEL, !wanted.label().equals(before.label()));
        differs(AddressDescription.NOPREFIXROUTE, !six() && wanted.noPrefixRoute() != before.noPrefixRoute());
    }

    private void differs(Parameter<?> option, boolean different) {
        if (different && options.has(option)) {
            fixed.add(option.name());
        }
    }

    private boolean six() {
        return is.prefix().family() == Family.INET6;
    }

    /** Whether it differs in something that only making the address anew can change. */
    boolean isFixed() {
        return !fixed.isEmpty();
    }

    List<String> fixed() {
        return fixed;
    }

    boolean isEmpty() {
        return !isFixed()
                && lifetimesAgree()
                && (!options.has(AddressDescription.METRIC) || wanted.metric().equals(usual(before.metric())))
                && (!options.has(AddressDescription.NOPREFIXROUTE) || wanted.noPrefixRoute() == before.noPrefixRoute());
    }

    private OptionalLong usual(OptionalLong metric) {
        return metric.isEmpty() && wanted.metric().isPresent() ? OptionalLong.of(0) : metric;
    }

    private boolean lifetimesAgree() {
        boolean valid = !options.has(AddressDescription.LIFETIME) || agree(is.valid(), wanted.valid());
        boolean preferred = !options.has(AddressDescription.LIFETIME) && !options.has(AddressDescription.PREFERRED)
                || agree(is.preferred(), wanted.preferred());
        return valid && preferred;
    }

    /** The lifetime that was set is what is left and what has passed since, by the kernel's stamp (1/100 s since boot). */
    private boolean agree(Optional<Duration> left, Optional<Duration> set) {
        if (left.isEmpty() || set.isEmpty()) {
            return left.equals(set);
        }
        long stamp = is.all()
                .struct("IFA_CACHEINFO")
                .map((Struct.Value cache) -> cache.number("tstamp"))
                .orElse(0L);
        long passed = (System.nanoTime() / 10_000_000 - stamp) & 0xffffffffL;
        Duration over = left.get().plus(Duration.ofMillis(passed * 10)).minus(set.get());
        return over.compareTo(TICK) > 0 && over.compareTo(ROUNDING) < 0;
    }

    /** The address with everything that is asked for, and for the rest as it is. */
    AddressDescription after() {
        boolean timed = options.has(AddressDescription.LIFETIME) || options.has(AddressDescription.PREFERRED);
        return new AddressDescription(
                before.prefix(),
                before.peer(),
                options.has(AddressDescription.BROADCAST) ? wanted.broadcast() : before.broadcast(),
                options.has(AddressDescription.SCOPE) ? wanted.scope() : before.scope(),
                options.has(AddressDescription.LABEL) ? wanted.label() : before.label(),
                timed ? wanted.valid() : before.valid(),
                timed ? wanted.preferred() : before.preferred(),
                options.has(AddressDescription.METRIC) ? wanted.metric() : before.metric(),
                options.has(AddressDescription.NOPREFIXROUTE) ? wanted.noPrefixRoute() : before.noPrefixRoute(),
                before.noDad(),
                before.protocol());
    }
}
