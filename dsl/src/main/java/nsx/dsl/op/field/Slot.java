package nsx.dsl.op.field;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;
import nsx.rtnl.Prefix;

/**
 * The place of an attribute's value in a netlink message.
 *
 * @param <T> the type of script values
 * @param carriers the kernel names of the netlink attributes that contain the value; none for a field of the
 * structure in front
 * @param reading returns the value; empty if the message has none
 * @param writing returns the message with this value, which replaces any other
 */
public record Slot<T>(
        Set<String> carriers,
        Function<Attributes, Optional<T>> reading,
        BiFunction<Attributes, T, Attributes> writing) {

    /** A netlink attribute with values of this type; other bytes count as absent. */
    public static <T> Slot<T> of(String attribute, Class<T> type) {
        return new Slot<>(
                Set.of(attribute),
                message -> message.value(attribute).filter(type::isInstance).map(type::cast),
                (message, value) -> message.set(attribute, value));
    }

    /** A netlink attribute that is an unsigned number. */
    public static Slot<Long> number(String attribute) {
        return of(attribute, Long.class);
    }

    /** A netlink attribute that is an int. */
    public static Slot<Integer> integer(String attribute) {
        return number(attribute).as(Long::intValue, Integer::longValue);
    }

    /** A field of the structure in front, where 0 means absent. */
    public static Slot<Integer> header(String field) {
        return anyHeader(field).unless(0);
    }

    /** A field of the structure in front, where 0 is a value too. */
    public static Slot<Integer> anyHeader(String field) {
        return new Slot<>(
                Set.of(),
                message -> message.header().struct().fields().contains(field)
                        ? Optional.of(message.header().integer(field))
                        : Optional.empty(),
                (message, value) -> message.headed(message.header().with(field, value)));
    }

    /** A flag in a field of the structure in front. */
    public static Slot<Boolean> bit(String field, int bit) {
        Slot<Integer> flags = anyHeader(field);
        return new Slot<>(
                flags.carriers,
                message -> flags.read(message).map(all -> (all & bit) != 0).filter(set -> set),
                (message, set) -> {
                    int others = flags.read(message).orElse(0) & ~bit;
                    return flags.write(message, set ? others | bit : others);
                });
    }

    /** A flag in a netlink attribute. */
    public static Slot<Boolean> flag(String attribute, long bit) {
        Slot<Long> flags = number(attribute).otherwise(0L);
        return new Slot<>(
                flags.carriers,
                message -> flags.read(message).map(all -> (all & bit) != 0).filter(set -> set),
                (message, set) -> {
                    long others = flags.read(message).orElse(0L) & ~bit;
                    return flags.write(message, set ? others | bit : others);
                });
    }

    /** A routing table: a field of the structure in front, or an attribute for a number above 255. */
    public static Slot<Integer> table(String field, String attribute) {
        Slot<Integer> small = header(field);
        Slot<Integer> large = integer(attribute);
        return new Slot<>(
                large.carriers,
                message -> large.read(message).or(() -> small.read(message)).filter(number -> number != 0),
                (message, number) -> number < 256
                        ? small.write(message, number).without(attribute)
                        : large.write(small.write(message, 0), number));
    }

    /** A network: an address attribute, and its length in a field of the structure in front. */
    public static Slot<Prefix> prefix(String attribute, String length) {
        Slot<InetAddress> address = of(attribute, InetAddress.class);
        return new Slot<>(
                address.carriers,
                message -> address.read(message)
                        .map(found -> new Prefix(found, message.header().integer(length))),
                (message, prefix) -> address.write(message, prefix.address())
                        .headed(message.header().with(length, prefix.length())));
    }

    /** Two numbers in one structure, first and last. */
    public static Slot<Span> span(String attribute, Struct struct) {
        return of(attribute, Struct.Value.class)
                .as(
                        range -> new Span(range.number("start"), range.number("end")),
                        span -> struct.with("start", span.first()).with("end", span.last()));
    }

    /** Returns this slot inside another attribute. */
    public Slot<T> inside(String nest) {
        return new Slot<>(
                carriers,
                message -> reading.apply(message.nested(nest)),
                (message, value) -> message.set(nest, writing.apply(message.nested(nest), value)));
    }

    /** Returns this slot, which also writes a fixed value to another one. */
    public <R> Slot<T> with(Slot<R> other, R value) {
        return new Slot<>(carriers, reading, (message, own) -> write(other.write(message, value), own));
    }

    /** Returns this slot with its value converted. */
    public <R> Slot<R> as(Function<T, R> from, Function<R, T> to) {
        return new Slot<>(
                carriers, message -> read(message).map(from), (message, value) -> write(message, to.apply(value)));
    }

    /** Returns this slot with its value converted, which may fail for some values. */
    public <R> Slot<R> maybe(Function<T, Optional<R>> from, Function<R, T> to) {
        return new Slot<>(
                carriers, message -> read(message).flatMap(from), (message, value) -> write(message, to.apply(value)));
    }

    /** Returns this slot as an optional one: empty removes the attribute. */
    public Slot<Optional<T>> optional() {
        return new Slot<>(
                carriers,
                message -> Optional.of(read(message)),
                (message, value) -> value.map(v -> write(message, v)).orElseGet(() -> without(message)));
    }

    private Attributes without(Attributes message) {
        Attributes left = message;
        for (String carrier : carriers) {
            left = left.without(carrier);
        }
        return left;
    }

    /** Returns this slot with a value for messages without the attribute. */
    public Slot<T> otherwise(T usual) {
        return new Slot<>(
                carriers,
                message -> read(message).or(() -> Optional.of(usual)),
                (message, value) -> value.equals(usual) ? without(message) : write(message, value));
    }

    /** Returns this slot with a value that counts as absent, because the kernel reports it if nothing was set. */
    public Slot<T> unless(T usual) {
        return new Slot<>(carriers, message -> read(message).filter(value -> !value.equals(usual)), writing);
    }

    public Optional<T> read(Attributes message) {
        return reading.apply(message);
    }

    public Attributes write(Attributes message, T value) {
        return writing.apply(message, value);
    }
}
