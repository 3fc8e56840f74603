package nsx.dsl.value.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.Texts;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.shape.Named;
import nsx.dsl.word.Hexadecimal;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Reader.Range;
import nsx.netlink.AttributeType;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Spelling;
import nsx.rtnl.kind.Unit;

/** The options in a kind's table as parameters of a word. */
public final class KindParameters {
    private static final Parameter<String> DEV = Parameter.named("dev", Reader.device(), "the underlying device");

    private static final Reader<Duration> TIME = Reader.duration("20.seconds");

    private KindParameters() {}

    /** The settable options, then the properties of every device. */
    public static List<Parameter<?>> named(Kind kind) {
        List<Parameter<?>> all = new ArrayList<>();
        if (kind.isOnLink()) {
            all.add(DEV);
        }
        options(kind).forEach(o -> add(all, o));
        for (LinkProperty property : LinkProperty.values()) {
            add(all, property.parameter());
        }
        return all;
    }

    /** The settable options. */
    public static List<Parameter<?>> options(Kind kind) {
        List<Parameter<?>> all = new ArrayList<>();
        kind.options().stream().filter(Option::settable).forEach(o -> add(all, of(kind, o)));
        return all;
    }

    /**
     * Adds a parameter unless one has the same name: {@code remote} of vxlan is one attribute for IPv4 and another
     * for IPv6.
     */
    private static void add(List<Parameter<?>> all, Parameter<?> one) {
        if (all.stream().noneMatch(p -> p.name().equals(one.name()))) {
            all.add(one);
        }
    }

    /**
     * The value of an option in the kind's form, with a device by name. Fails if there is no such option or the value
     * does not fit.
     */
    static Object read(Kind kind, String name, Object value) {
        Optional<Option> option =
                kind.options(name).stream().filter(Option::settable).findFirst();
        return option.map(o -> of(kind, o))
                .orElseThrow(() -> Mistake.unknown(
                        kind.name(),
                        name,
                        options(kind).stream().map(Parameter::name).toList()))
                .read(kind.name(), value);
    }

    private static Parameter<Object> of(Kind kind, Option option) {
        AttributeType type = option.attribute().type();
        Optional<Range> range = option.unit() == Unit.NONE
                ? type.range().map(r -> new Range(r.lowest(), r.highest()))
                : Optional.empty();
        String wanted = range.map(Range::wanted).orElseGet(() -> among(type.names()));
        Reader<Object> reader =
                Reader.of(type(type, option.unit()), wanted, value -> read(kind, option, value, wanted.isEmpty()));
        return Parameter.named(option.name(), range.map(reader::within).orElse(reader), option.summary())
                .among(type.names());
    }

    private static String among(List<String> names) {
        return names.isEmpty() ? "" : names.containsAll(Reader.TRUTH) ? "true or false" : Texts.eitherOf(names);
    }

    /** @param explained whether the error has the kind's reason; otherwise it describes valid values */
    private static Optional<Object> read(Kind kind, Option option, Object value, boolean explained) {
        try {
            if (isNegative(value)) {
                throw new IllegalArgumentException("it is negative");
            }
            Object plain = isTime(option) ? time(option, value) : plain(option, value);
            if (option.unit() != Unit.INTERFACE || value instanceof Number) {
                kind.put(kind.data(), option.name(), plain);
            }
            return Optional.of(plain);
        } catch (IllegalArgumentException e) {
            if (!explained) {
                return Optional.empty();
            }
            String said = option.name() + ": ";
            String reason = e.getMessage();
            throw new IllegalArgumentException(reason.startsWith(said) ? reason.substring(said.length()) : reason, e);
        }
    }

    private static Object plain(Option option, Object value) {
        return option.spelling() == Spelling.HEX
                ? Hexadecimal.number(value).orElse(value)
                : value instanceof CharSequence || value instanceof Named ? Texts.of(value) : value;
    }

    /** A duration in a unit of the kernel; one that the kernel would cut to zero is refused, since zero often means never. */
    private static Duration time(Option option, Object value) {
        if (option.unit() == Unit.MILLISECONDS && value instanceof Number number && number.doubleValue() != 0) {
            // seconds in nsx, milliseconds in ip: one of them would be far off
            throw new IllegalArgumentException(
                    "a number alone would be seconds here and milliseconds in ip: say which, as in " + value + ".ms");
        }
        Duration time = TIME.read(value)
                .orElseThrow(() -> new IllegalArgumentException(option.name() + " is " + TIME.wanted()));
        if (!time.isZero() && Long.valueOf(0).equals(option.unit().toKernel(time))) {
            throw new IllegalArgumentException("it is shorter than "
                    + Texts.duration((Duration) option.unit().fromKernel(1L)) + ", the unit of the kernel");
        }
        return time;
    }

    private static boolean isTime(Option option) {
        return option.unit() != Unit.NONE && option.unit() != Unit.INTERFACE;
    }

    /** Numbers of 64 bits have no range, and none of them is negative. */
    private static boolean isNegative(Object value) {
        return value instanceof Number number && number.doubleValue() < 0
                || value instanceof Duration time && time.isNegative();
    }

    private static Type type(AttributeType type, Unit unit) {
        return switch (unit) {
            case INTERFACE -> Type.LINK;
            case CENTISECONDS, MILLISECONDS, SECONDS -> Type.DURATION;
            case NONE -> type.names().isEmpty() ? plain(type) : Type.CHOICE;
        };
    }

    private static Type plain(AttributeType type) {
        if (type == AttributeType.IP4 || type == AttributeType.IP6 || type == AttributeType.IP) {
            return Type.ADDRESS;
        }
        if (type == AttributeType.MAC) {
            return Type.MAC;
        }
        return type.accepts(0L) ? Type.NUMBER : Type.ANY;
    }
}
