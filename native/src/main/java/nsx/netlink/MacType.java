package nsx.netlink;

/** A link-layer address of any length (6 bytes for Ethernet) as {@code 52:54:00:12:34:56}. */
record MacType() implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return Hex.colons(bytes);
    }

    @Override
    public byte[] encode(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        try {
            return Hex.parseColons(value.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a MAC address such as 52:54:00:12:34:56 is needed, not " + value, e);
        }
    }

    @Override
    public String toString() {
        return "mac";
    }
}
