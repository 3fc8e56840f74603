package nsx.netlink;

import java.util.Optional;
import java.util.function.Function;

/** A type that an earlier attribute names; unknown names leave bytes. */
record ChosenType(String sibling, Function<String, AttributeType> choice) implements AttributeType {
    private AttributeType chosen(Attributes siblings) {
        return siblings.value(sibling)
                .filter(String.class::isInstance)
                .flatMap(name -> Optional.ofNullable(choice.apply((String) name)))
                .orElse(BINARY);
    }

    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return chosen(siblings).decode(bytes, siblings);
    }

    @Override
    public byte[] encode(Object value) {
        if (value instanceof Attributes attributes) {
            return attributes.encode();
        }
        if (value instanceof Struct.Value struct) {
            return struct.encode();
        }
        return BINARY.encode(value);
    }

    @Override
    public Attributes empty(Attributes siblings) {
        return chosen(siblings).empty(siblings);
    }

    /** The value of an absent attribute: empty, of the table that the sibling selects or of an unknown one. */
    Attributes absent(String name, Attributes siblings) {
        AttributeType type = chosen(siblings);
        return type.nests() ? type.empty(siblings) : Attributes.of(AttributeTable.unknown(name));
    }

    @Override
    public boolean nests() {
        return true;
    }

    @Override
    public String text(Object value) {
        return value instanceof Attributes ? "{" + value + "}" : value.toString();
    }

    @Override
    public String toString() {
        return "chosen by " + sibling;
    }
}
