package nsx.frame;

/** The names of one message of DNS, which refer to each other (RFC 1035, section 4.1.4). */
final class DnsNames {
    private static final int LONGEST = 255;
    private static final int REFERENCE = 0xc0;

    private final Bytes message;

    DnsNames(Bytes message) {
        this.message = message;
    }

    /** The name at this place, which is skipped. References may only lead back, so none can go in circles. */
    String read(Bytes in) {
        StringBuilder name = new StringBuilder();
        Bytes at = in;
        int before = Integer.MAX_VALUE;
        for (int length = at.u8(); length != 0; length = at.u8()) {
            if ((length & REFERENCE) == REFERENCE) {
                int target = (length & ~REFERENCE) << 8 | at.u8();
                Decoder.require(target < before);
                before = target;
                at = message.rest();
                Decoder.require(at.has(target));
                at.skip(target);
            } else {
                Decoder.require(length < REFERENCE / 3 && name.length() + length < LONGEST);
                label(at.bytes(length), name);
            }
        }
        return name.length() == 0 ? "." : name.toString();
    }

    private static void label(byte[] label, StringBuilder name) {
        if (name.length() > 0) {
            name.append('.');
        }
        for (byte octet : label) {
            name.append(Printable.is(octet) ? (char) octet : '?');
        }
    }
}
