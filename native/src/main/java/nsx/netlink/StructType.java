package nsx.netlink;

/** The type of an attribute that is a C structure, whose length differs between kernels. */
record StructType(Struct struct) implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return struct.decode(bytes);
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof Struct.Value held) || held.struct() != struct) {
            throw new IllegalArgumentException("a struct " + struct.name() + " is needed, not " + value);
        }
        return held.encode();
    }

    @Override
    public String toString() {
        return "struct " + struct.name();
    }
}
