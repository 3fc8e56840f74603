package nsx.dsl.value.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.link.LinkOperations;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Partial;
import nsx.rtnl.kind.Unit;

/** Converts options of a kind of device from scripts to attributes, and compares them with the device's options. */
public final class KindOptions {
    /** The values of a switch that is off. */
    private static final Set<Object> OFF = Set.of(false, "off");

    private final Here here;
    private final Kind kind;

    public KindOptions(Here here, Kind kind) {
        this.here = here;
        this.kind = kind;
    }

    /**
     * Checks that this kernel has the options of a device: one without them ignores the request that made it. Nothing
     * is read for a kind that does not tell.
     *
     * @param data the part of a device with its options: {@code Link::data}, or {@code Link::slaveData} of a port
     */
    public static void check(
            Here here, Kind kind, String name, Function<Link, Attributes> data, Map<String, Object> options) {
        if (kind.always().isPresent() && !options.isEmpty()) {
            Devices.find(here, name).ifPresent(made -> new KindOptions(here, kind).split(data.apply(made), options));
        }
    }

    /** The options as attributes of the kind. */
    public Attributes data(Map<String, Object> options) {
        return data(kind.data(), options);
    }

    private Attributes data(Attributes start, Map<String, Object> options) {
        Attributes data = start;
        for (Map.Entry<String, Object> option : options.entrySet()) {
            data = put(data, option.getKey(), option.getValue());
        }
        return data;
    }

    private Attributes put(Attributes data, String name, Object value) {
        Object read = KindParameters.read(kind, name, value);
        boolean device = kind.options(name).get(0).unit() == Unit.INTERFACE && !(read instanceof Number);
        return kind.put(data, name, device ? Devices.get(here, Texts.of(read)).index() : read);
    }

    /** The operation that sets the differing options; none if the device has them all. */
    public List<Operation> differences(Link link, Map<String, Object> options) {
        Attributes[] both = split(link.data(), options);
        return both[1].isEmpty()
                ? List.of()
                : List.of(new LinkOperations(here, link.name()).options(kind, both[0], both[1]));
    }

    /** The operation that sets the differing port options; none if the device has them all. */
    public List<Operation> portDifferences(Link link, boolean isPort, Map<String, Object> options) {
        Attributes[] both = split(isPort ? link.slaveData() : kind.data(), options);
        return both[1].isEmpty() ? List.of() : List.of(new LinkOperations(here, link.name()).port(both[0], both[1]));
    }

    /**
     * The differing options, with their old and new values. For a kind whose changes contain all options, either all
     * or none.
     */
    private Attributes[] split(Attributes now, Map<String, Object> options) {
        Attributes asked = without(unreported(), data(options));
        List<String> names = kind.isChangedWhole() ? changeable() : names(asked);
        Attributes before = kind.data();
        for (String name : names) {
            Object current =
                    now.table().find(name).isPresent() ? now.value(name).orElse(null) : null;
            before = reported(before, name, corresponding(name, current, asked));
        }
        Attributes after = without(unreported(), data(before, options));
        List<String> different = new ArrayList<>();
        for (String name : names(asked)) {
            if (!isSame(before.value(name), after.value(name))) {
                checkKnown(now, asked, name);
                different.add(name);
            }
        }
        if (kind.isChangedWhole() && !different.isEmpty()) {
            return new Attributes[] {before, after};
        }
        return new Attributes[] {only(before, different), only(after, different)};
    }

    /** The part of a present value that a request changes. */
    private Object corresponding(String name, Object current, Attributes asked) {
        return kind.table().get(name).type() instanceof Partial partial && asked.has(name)
                ? partial.part(current, asked.value(name).orElseThrow())
                : current;
    }

    /** Whether two values agree; some options are only reported if they are on, and some by newer kernels alone. */
    private static boolean isSame(Optional<Object> is, Optional<Object> wanted) {
        return is.equals(wanted) || is.isEmpty() && wanted.filter(OFF::contains).isPresent();
    }

    /** Whether attributes, which may have another table, contain this one. */
    private static boolean isIn(Attributes all, String attribute) {
        return all.table().find(attribute).isPresent() && all.has(attribute);
    }

    /** Rejects an option of which a kernel that reports all that it has says nothing; a device is reported only if there is one. */
    private void checkKnown(Attributes now, Attributes asked, String attribute) {
        if (kind.always().filter(always -> isIn(now, always)).isEmpty()) {
            return;
        }
        boolean reported = isIn(now, attribute);
        kind.options().stream()
                .filter(o -> o.attribute().kernelName().equals(attribute) && o.isSet(asked))
                .filter(o -> o.unit() != Unit.INTERFACE)
                .filter(o -> !reported || o.mask() != 0 && !o.isSet(now))
                .findFirst()
                .ifPresent(option -> {
                    throw new NsxException("cannot set " + option.name() + " of a " + kind)
                            .because("this kernel lacks it: it ignores " + attribute)
                            .at(option.name());
                });
    }

    /** Adds a value of the kernel; one outside the range stands for none, as the number 0 of an external xfrm. */
    private static Attributes reported(Attributes all, String name, Object value) {
        try {
            return all.put(name, value);
        } catch (IllegalArgumentException e) {
            return all;
        }
    }

    /** The options that cannot be compared: they apply at creation, and the kernel does not report them. */
    private List<String> unreported() {
        return kind.options().stream()
                .filter(o -> !o.reported())
                .map(o -> o.attribute().kernelName())
                .toList();
    }

    private static Attributes without(List<String> names, Attributes data) {
        return names.isEmpty()
                ? data
                : only(
                        data,
                        names(data).stream().filter(n -> !names.contains(n)).toList());
    }

    private static List<String> names(Attributes data) {
        return data.entries().stream()
                .map(e -> e.attribute().kernelName())
                .distinct()
                .toList();
    }

    /** The attributes that options set, those with the bits that options imply, and those that a change repeats. */
    private List<String> changeable() {
        Stream<String> ofOptions = kind.options().stream()
                .filter(Option::settable)
                .flatMap(o -> Stream.of(o.flags(), o.attribute().kernelName()));
        return Stream.concat(ofOptions, kind.kept().stream())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Attributes only(Attributes data, List<String> names) {
        Attributes some = Attributes.of(data.table());
        for (String name : names) {
            some = some.put(name, data.value(name));
        }
        return some;
    }
}
