package nsx.netlink;

import java.util.List;

/** The type of a flag, which is true if it is present. */
record FlagType() implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        if (bytes.length != 0) {
            throw new CodecException("a flag has no bytes, here are " + bytes.length);
        }
        return true;
    }

    @Override
    public byte[] encode(Object value) {
        if (!Boolean.TRUE.equals(value)) {
            throw new IllegalArgumentException("a flag is true or absent, not " + value);
        }
        return new byte[0];
    }

    @Override
    public List<String> names() {
        return List.of("true");
    }

    @Override
    public String toString() {
        return "flag";
    }
}
