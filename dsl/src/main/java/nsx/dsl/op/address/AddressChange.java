package nsx.dsl.op.address;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Values;
import nsx.netlink.Struct;
import nsx.rtnl.Address;
import nsx.rtnl.Family;

/** The differences between an address and the requested values, where values are given. */
final class AddressChange {
    /** The tolerance: the kernel rounds lifetimes to seconds, and some time passes until its answer is read. */
    private static final Duration ROUNDING = Duration.ofMillis(1005);

    private static final Duration TICK = Duration.ofMillis(-20);

    private final Address is;
    private final AddressDescription before;
    private final Values given;

    AddressChange(Address is, Values given) {
        this.is = is;
        this.before = AddressDescription.of(is);
        this.given = given;
    }

    /** The names of attributes that only recreating the address can change. */
    List<String> fixed() {
        return AddressFields.FIXED.stream()
                .filter(field ->
                        field != AddressFields.NOPREFIXROUTE || is.prefix().family() == Family.INET)
                .filter(field -> !before.values().meet(given.only(field)))
                .map(Field::name)
                .toList();
    }

    boolean isEmpty() {
        return before.values().meet(given.without(AddressFields.LIFETIME, AddressFields.PREFERRED))
                && given.find(AddressFields.LIFETIME).stream().allMatch(time -> agree(is.valid(), time))
                && given.find(AddressFields.PREFERRED).stream().allMatch(time -> agree(is.preferred(), time));
    }

    /**
     * Whether a remaining lifetime agrees with the requested one: the original is the remaining plus the elapsed
     * time, by the kernel's time stamp (1/100 s since boot).
     */
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

    AddressDescription before() {
        return before;
    }

    /** The address after the change: the given values, and the current ones for the rest. */
    AddressDescription after() {
        return before.with(given);
    }
}
