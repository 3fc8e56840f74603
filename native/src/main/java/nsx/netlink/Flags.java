package nsx.netlink;

import java.util.StringJoiner;

/**
 * The flags of a message header ({@code NLM_F_*} of linux/netlink.h); the meaning of the upper byte depends on the
 * verb.
 */
public final class Flags {
    public static final int REQUEST = 0x1;
    public static final int MULTI = 0x2;
    public static final int ACK = 0x4;
    public static final int ECHO = 0x8;
    /** A dump was inconsistent: the list may be neither the old nor the new state. */
    public static final int DUMP_INTR = 0x10;
    /** The dump honoured the filter in the request (since 4.20). */
    public static final int DUMP_FILTERED = 0x20;

    public static final int ROOT = 0x100;
    public static final int MATCH = 0x200;
    public static final int DUMP = ROOT | MATCH;

    public static final int REPLACE = 0x100;
    public static final int EXCL = 0x200;
    public static final int CREATE = 0x400;
    public static final int APPEND = 0x800;

    /** Delete all matching objects: {@code NLM_F_BULK}, since 5.19 for the fdb. */
    public static final int BULK = 0x200;

    /** In an error: only the header of the request is repeated. */
    public static final int CAPPED = 0x100;
    /** In an error or the end of a dump: attributes follow. */
    public static final int ACK_TLVS = 0x200;

    private static final String[] COMMON = {"REQUEST", "MULTI", "ACK", "ECHO", "DUMP_INTR", "DUMP_FILTERED"};
    private static final String[] OF_NEW = {"REPLACE", "EXCL", "CREATE", "APPEND"};
    private static final String[] OF_DELETE = {"NONREC", "BULK"};

    private Flags() {}

    /** Returns names such as {@code NLM_F_CREATE|NLM_F_EXCL}, empty text for no flags; unknown bits in hexadecimal. */
    static String text(int flags, MessageType.Verb verb) {
        StringJoiner names = new StringJoiner("|");
        int rest = name(names, flags, 0, COMMON);
        switch (verb) {
            case NEW -> rest = name(names, rest, 8, OF_NEW);
            case DELETE -> rest = name(names, rest, 8, OF_DELETE);
            case GET -> {
                if ((rest & DUMP) == DUMP) {
                    names.add("NLM_F_DUMP");
                    rest &= ~DUMP;
                }
            }
            case CONTROL -> {}
        }
        if (rest != 0) {
            names.add("0x" + Integer.toHexString(rest));
        }
        return names.toString();
    }

    private static int name(StringJoiner names, int flags, int firstBit, String[] table) {
        int rest = flags;
        for (int i = 0; i < table.length; i++) {
            int bit = 1 << (firstBit + i);
            if ((rest & bit) != 0) {
                names.add("NLM_F_" + table[i]);
                rest &= ~bit;
            }
        }
        return rest;
    }
}
