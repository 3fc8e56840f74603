package nsx.netlink;

import java.util.function.Supplier;

/** The type of attributes inside an attribute, optionally after a structure. */
record NestedType(Struct header, Supplier<AttributeTable> table) implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return Attributes.decode(bytes, header, table.get(), siblings.depth() + 1);
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof Attributes attributes)) {
            throw new IllegalArgumentException("attributes are needed, not " + value);
        }
        return attributes.encodeInside();
    }

    @Override
    public Attributes empty(Attributes siblings) {
        return Attributes.of(table.get(), header.zero());
    }

    @Override
    public boolean nests() {
        return true;
    }

    @Override
    public String text(Object value) {
        return "{" + value + "}";
    }

    @Override
    public String toString() {
        return "nested";
    }
}
