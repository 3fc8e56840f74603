package nsx.netlink;

/** The type of raw bytes. */
record BinaryType() implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return bytes;
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof byte[] bytes)) {
            throw new IllegalArgumentException("bytes are needed, not " + value);
        }
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "bytes";
    }
}
