package nsx.xtables;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import nsx.netlink.Ip;

/** Writes {@code -m conntrack} in the words of iptables-save. */
final class ConntrackText {
    private static final int ADDRESS = 16;
    private static final int EXPIRES = 128;
    private static final int PROTOCOL = 136;
    private static final int PORTS = 138;
    private static final int HIGH_PORTS = 154;
    /** The bits of the options in match_flags, besides that of the state. */
    private static final int BY_PROTOCOL = 1 << 1;

    private static final int FIRST_ADDRESS = 2;
    private static final int BY_STATUS = 1 << 6;
    private static final int BY_EXPIRY = 1 << 7;
    private static final int FIRST_PORT = 8;
    private static final int BY_DIRECTION = 1 << 12;
    private static final List<String> SIDES = List.of("--ctorigsrc", "--ctorigdst", "--ctreplsrc", "--ctrepldst");
    private static final List<String> STATUSES = List.of("EXPECTED", "SEEN_REPLY", "ASSURED", "CONFIRMED");

    private final TableFamily family;
    private final int revision;
    private final Blob data;
    private final int asked;
    private final Options text;

    ConntrackText(TableFamily family, int revision, Blob data) {
        this.family = family;
        this.revision = revision;
        this.data = data;
        asked = data.u16(ConnectionConditions.MATCH_FLAGS);
        boolean alias = (asked & ConnectionConditions.ALIAS) != 0;
        text = Options.match(alias ? "state" : "conntrack");
        int states = mask(ConnectionConditions.STATE_MASK);
        add(ConnectionConditions.STATE, alias ? "--state" : "--ctstate", ConnectionConditions.states(states));
        add(BY_PROTOCOL, "--ctproto", data.u16(PROTOCOL));
        for (int side = 0; side < SIDES.size(); side++) {
            add(1 << FIRST_ADDRESS + side, SIDES.get(side), network(2 * ADDRESS * side));
        }
        for (int side = 0; side < SIDES.size(); side++) {
            add(1 << FIRST_PORT + side, SIDES.get(side) + "port", ports(2 * side));
        }
        add(BY_STATUS, "--ctstatus", statuses(mask(ConnectionConditions.STATE_MASK + (revision == 1 ? 1 : 2))));
        add(BY_EXPIRY, "--ctexpire", Options.range(data.u32(EXPIRES), data.u32(EXPIRES + 4), ":"));
        text.addIf((asked & BY_DIRECTION) != 0, "--ctdir", isNot(BY_DIRECTION) ? "REPLY" : "ORIGINAL");
    }

    private void add(int bit, String option, Object value) {
        if ((asked & bit) != 0) {
            text.add(isNot(bit), option, value);
        }
    }

    private boolean isNot(int bit) {
        return (data.u16(ConnectionConditions.INVERT_FLAGS) & bit) != 0;
    }

    private int mask(int at) {
        return revision == 1 ? data.u8(at) : data.u16(at);
    }

    private String network(int at) {
        byte[] mask = data.slice(at + ADDRESS, at + ADDRESS + family.address).bytes();
        int ones = new BigInteger(1, mask).bitCount();
        return Ip.text(data.address(at, family.address)) + (ones == mask.length * 8 ? "" : "/" + MaskText.of(mask));
    }

    /** A range of ports; up to revision 2 one port, in network byte order. */
    private String ports(int at) {
        return revision < 3
                ? "" + data.be16(PORTS + at)
                : Options.range(data.u16(PORTS + at), data.u16(HIGH_PORTS + at), ":");
    }

    private static String statuses(int bits) {
        List<String> set = new ArrayList<>();
        for (int i = 0; i < STATUSES.size(); i++) {
            if ((bits & 1 << i) != 0) {
                set.add(STATUSES.get(i));
            }
        }
        return set.isEmpty() ? "NONE" : String.join(",", set);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
