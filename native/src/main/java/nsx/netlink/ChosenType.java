package nsx.netlink;

import java.util.function.Function;

/** A type that depends on the surroundings of the attribute. */
record ChosenType(String by, Function<Attributes, AttributeType> choice) implements AttributeType {
    private AttributeType chosen(Attributes siblings) {
        return choice.apply(siblings);
    }

    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return chosen(siblings).decode(bytes, siblings);
    }

    @Override
    public byte[] encode(Object value) {
        if (value instanceof Attributes attributes) {
            return attributes.encodeInside();
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

    /** The value of an absent attribute: empty attributes of the selected table, or of an unknown one. */
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
        return "chosen by " + by;
    }
}
