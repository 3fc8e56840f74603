package nsx.xtables;

import java.math.BigInteger;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/** Writes {@code -m policy} in the words of iptables-save: {@code struct xt_policy_info}. */
final class PolicyText {
    private static final int ELEMENT = 76;
    private static final int MOST = 4;
    private static final int FLAGS = MOST * ELEMENT;
    private static final int OUT = 2;
    private static final int NONE = 4;
    private static final int STRICT = 8;

    private PolicyText() {}

    static Options of(TableFamily family, Blob data) {
        int flags = data.u16(FLAGS);
        Options text = Options.match("policy")
                .add("--dir", (flags & OUT) != 0 ? "out" : "in")
                .add("--pol", (flags & NONE) != 0 ? "none" : "ipsec")
                .addIf((flags & STRICT) != 0, "--strict", "");
        for (int i = 0; i < Math.min(MOST, data.u16(FLAGS + 2)); i++) {
            text.addIf(i > 0, "--next", "");
            element(family, text, data.slice(i * ELEMENT, (i + 1) * ELEMENT));
        }
        return text;
    }

    /** One transformation of the policy; the bits say which of its facts are compared and which must differ. */
    private static void element(TableFamily family, Options text, Blob one) {
        int asked = one.u8(74);
        int not = one.u8(75);
        if ((asked & 32) != 0) {
            text.add((not & 32) != 0, "--reqid", one.u32(68));
        }
        if ((asked & 16) != 0) {
            text.add((not & 16) != 0, "--spi", Options.hex(one.s32(64)));
        }
        if ((asked & 4) != 0) {
            text.add((not & 4) != 0, "--proto", IpProtocol.systemName(one.u8(72)));
        }
        if ((asked & 8) != 0) {
            text.add((not & 8) != 0, "--mode", one.u8(73) == 0 ? "transport" : "tunnel");
        }
        if ((asked & 2) != 0) {
            text.add((not & 2) != 0, "--tunnel-dst", network(family, one, 32));
        }
        if ((asked & 1) != 0) {
            text.add((not & 1) != 0, "--tunnel-src", network(family, one, 0));
        }
    }

    private static String network(TableFamily family, Blob one, int at) {
        byte[] mask = one.slice(at + 16, at + 16 + family.address).bytes();
        boolean host = new BigInteger(1, mask).bitCount() == mask.length * Byte.SIZE;
        return Ip.text(one.address(at, family.address)) + (host ? "" : "/" + MaskText.of(mask));
    }
}
