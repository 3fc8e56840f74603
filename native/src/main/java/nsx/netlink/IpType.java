package nsx.netlink;

import java.net.InetAddress;

/** The type of an IP address in network order. */
record IpType(int shorter, int longer) implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        if (bytes.length != shorter && bytes.length != longer) {
            throw new CodecException("an IP address of " + bytes.length + " bytes");
        }
        return Ip.of(bytes);
    }

    @Override
    public byte[] encode(Object value) {
        InetAddress address = value instanceof InetAddress inet ? inet : Ip.parse(String.valueOf(value));
        byte[] bytes = address.getAddress();
        if (bytes.length != shorter && bytes.length != longer) {
            throw new IllegalArgumentException(
                    "an " + (longer == 4 ? "IPv4" : "IPv6") + " address is needed, not " + Ip.text(address));
        }
        return bytes;
    }

    @Override
    public String text(Object value) {
        return Ip.text((InetAddress) value);
    }

    @Override
    public String toString() {
        return "ip";
    }
}
