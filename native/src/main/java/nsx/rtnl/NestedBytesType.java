package nsx.rtnl;

import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;

/** The type of attributes inside another one that are kept as bytes; the kernel refuses NHA_ENCAP without the mark. */
final class NestedBytesType implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        return BINARY.decode(bytes, siblings);
    }

    @Override
    public byte[] encode(Object value) {
        return BINARY.encode(value);
    }

    @Override
    public boolean nests() {
        return true;
    }

    @Override
    public String text(Object value) {
        return BINARY.text(value);
    }

    @Override
    public String toString() {
        return BINARY.toString();
    }
}
