package nsx.frame;

import nsx.frame.FrameSummary.End;

/**
 * The headers of a packet of IPv4 (RFC 791) or IPv6 (RFC 8200), its extension headers included.
 *
 * @param version 4 or 6; another number is a fault
 * @param protocol what follows, a number of IANA's
 * @param fragment what this packet has of a bigger one
 * @param fault why the header cannot be right; empty for a good one
 */
record IpHeader(int version, int protocol, Fragment fragment, String fault) {
    private static final int OFFSET = 0x1fff;
    private static final int MORE = 0x2000;
    private static final int SHORTEST = 20;
    private static final int FRAGMENT_HEADER = 44;

    /**
     * @param offset in bytes
     * @param more whether others follow
     * @param id which fragments belong together
     */
    record Fragment(int offset, boolean more, long id) {
        static final Fragment WHOLE = new Fragment(0, false, 0);

        boolean isWhole() {
            return offset == 0 && !more;
        }

        String text() {
            return "fragment at " + offset + ", id " + id + ",";
        }
    }

    static IpHeader read(Bytes in, Telling telling) {
        int version = in.peek(0) >> 4;
        telling.protocol(version == 6 ? "IPv6" : "IP");
        return switch (version) {
            case 4 -> four(in, telling);
            case 6 -> six(in, telling);
            default -> bad("version " + version);
        };
    }

    private static IpHeader bad(String what) {
        return new IpHeader(0, 0, Fragment.WHOLE, "bad " + what);
    }

    private static IpHeader four(Bytes in, Telling telling) {
        int header = (in.u8() & 0xf) * 4;
        in.skip(1);
        int length = in.u16();
        int id = in.u16();
        int flags = in.u16();
        in.skip(1);
        int protocol = in.u8();
        in.skip(2);
        ends(in, telling, 4);
        if (header < SHORTEST) {
            return bad("header length " + header);
        }
        // offloading leaves the length at 0
        if (length != 0 && length < header) {
            return bad("length " + length);
        }
        in.skip(header - SHORTEST);
        // Ethernet pads short frames
        if (length != 0) {
            in.cut(length - header);
        }
        Fragment fragment = new Fragment((flags & OFFSET) * 8, (flags & MORE) != 0, id);
        return new IpHeader(4, protocol, fragment, "");
    }

    private static IpHeader six(Bytes in, Telling telling) {
        in.skip(4);
        int length = in.u16();
        int next = in.u8();
        in.skip(1);
        ends(in, telling, 16);
        if (length > 0) {
            in.cut(length);
        }
        Fragment fragment = Fragment.WHOLE;
        while (isExtension(next)) {
            int header = next;
            next = in.u8();
            int second = in.u8();
            if (header == FRAGMENT_HEADER) {
                int flags = in.u16();
                fragment = new Fragment(flags & 0xfff8, (flags & 1) != 0, in.u32());
            } else {
                in.skip(second * 8 + 6);
            }
            // the others of the packet's headers are in its first fragment
            if (fragment.offset > 0) {
                break;
            }
        }
        return new IpHeader(6, next, fragment, "");
    }

    /** Hop-by-hop options, routing, fragment, destination options. */
    private static boolean isExtension(int header) {
        return header == 0 || header == 43 || header == FRAGMENT_HEADER || header == 60;
    }

    private static void ends(Bytes in, Telling telling, int bytes) {
        End from = telling.from().with(in.address(bytes));
        telling.ends(from, telling.to().with(in.address(bytes)));
    }
}
