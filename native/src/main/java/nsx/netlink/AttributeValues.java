package nsx.netlink;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads attributes by the kernel's names, as the type that the caller asks for. A read of an absent attribute or of
 * the wrong type throws {@link CodecException} unless the method documents another result. A name missing in the
 * table throws IllegalArgumentException.
 */
public abstract sealed class AttributeValues permits Attributes {
    final AttributeTable table;
    final List<MessageAttribute> entries;
    /** The attribute found last: a caller that tests for an attribute usually reads it next. */
    private Optional<MessageAttribute> found = Optional.empty();

    AttributeValues(AttributeTable table, List<MessageAttribute> entries) {
        this.table = table;
        this.entries = entries;
    }

    abstract Attributes self();

    /** The table that defines the names. */
    public AttributeTable table() {
        return table;
    }

    /** Whether an attribute of this name is present. */
    public boolean has(String name) {
        return entry(name).isPresent();
    }

    private Optional<MessageAttribute> entry(String name) {
        Optional<MessageAttribute> before = found;
        if (before.isPresent() && before.get().attribute().kernelName().equals(name)) {
            return before;
        }
        Attribute wanted = table.get(name);
        // a plain loop, because every dump spends its time here
        for (int i = 0; i < entries.size(); i++) {
            MessageAttribute entry = entries.get(i);
            if (entry.attribute() == wanted) {
                found = Optional.of(entry);
                return found;
            }
        }
        return Optional.empty();
    }

    /** The value of the first attribute of this name, decoded by its type; empty if absent. */
    public Optional<Object> value(String name) {
        return entry(name).map(MessageAttribute::value);
    }

    /** The values of all attributes of this name. */
    public List<Object> all(String name) {
        Attribute wanted = table.get(name);
        return entries.stream()
                .filter(entry -> entry.attribute().number() == wanted.number())
                .map(MessageAttribute::value)
                .toList();
    }

    /** The values of all attributes in order, for attributes that form a list. */
    public List<Object> values() {
        return entries.stream().map(MessageAttribute::value).toList();
    }

    /** The text of an attribute, a MAC address or the name of a number. */
    public String string(String name) {
        MessageAttribute entry = need(name);
        if (entry.value() instanceof byte[] bytes) {
            return StringType.lenient(bytes);
        }
        return entry.value() instanceof InetAddress address ? Ip.text(address) : String.valueOf(entry.value());
    }

    /** The text of an attribute, or {@code otherwise} if it is absent. */
    public String string(String name, String otherwise) {
        return has(name) ? string(name) : otherwise;
    }

    /** The number of an attribute; for an enumerated value the number of its name. */
    public long number(String name) {
        MessageAttribute entry = need(name);
        if (entry.value() instanceof Number number) {
            return number.longValue();
        }
        if (entry.attribute().type() instanceof EnumeratedType type && !(entry.value() instanceof byte[])) {
            return (Long) type.base().decode(type.encode(entry.value()), self());
        }
        throw wrong(entry, "a number");
    }

    /** The number of an attribute, or {@code otherwise} if it is absent. */
    public long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    /** The lower 32 bits of a number attribute. */
    public int integer(String name) {
        return (int) number(name);
    }

    /** The lower 32 bits of a number attribute, or {@code otherwise} if it is absent. */
    public int integer(String name, int otherwise) {
        return has(name) ? integer(name) : otherwise;
    }

    /** The lower 32 bits of a number attribute; empty if it is absent. */
    public OptionalInt findInteger(String name) {
        return has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    /** The text of an attribute; empty if it is absent. */
    public Optional<String> findString(String name) {
        return has(name) ? Optional.of(string(name)) : Optional.empty();
    }

    /** The IP address in an attribute; empty if it is absent. */
    public Optional<InetAddress> findAddress(String name) {
        return has(name) ? Optional.of(address(name)) : Optional.empty();
    }

    /** Whether a flag is set or a number is not 0; false if the attribute is absent. */
    public boolean truth(String name) {
        return value(name)
                .map(value -> value instanceof Boolean truth ? truth : number(name) != 0)
                .orElse(false);
    }

    /** The IP address in an attribute. */
    public InetAddress address(String name) {
        MessageAttribute entry = need(name);
        if (entry.value() instanceof InetAddress address) {
            return address;
        }
        throw wrong(entry, "an IP address");
    }

    /** A copy of the bytes of an attribute. */
    public byte[] bytes(String name) {
        return need(name).encode().clone();
    }

    /** The attributes inside an attribute; none if it is absent. */
    public Attributes nested(String name) {
        Optional<MessageAttribute> entry = entry(name);
        if (entry.isEmpty()) {
            return table.get(name).type() instanceof ChosenType chosen
                    ? chosen.absent(name, self())
                    : table.get(name).type().empty(self());
        }
        if (entry.get().value() instanceof Attributes attributes) {
            return attributes;
        }
        throw wrong(entry.get(), "attributes");
    }

    /** The structure in an attribute; empty if it is absent. */
    public Optional<Struct.Value> struct(String name) {
        return entry(name).map(entry -> {
            if (entry.value() instanceof Struct.Value value) {
                return value;
            }
            throw wrong(entry, "a structure");
        });
    }

    private MessageAttribute need(String name) {
        return entry(name).orElseThrow(() -> new CodecException("there is no " + name));
    }

    private static CodecException wrong(MessageAttribute entry, String wanted) {
        return new CodecException(entry + " where " + wanted + " was expected");
    }
}
