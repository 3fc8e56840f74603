package nsx.xfrm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.rtnl.Prefix;
import org.junit.jupiter.api.Test;

/** Messages as a kernel 6.18 on x86-64 sent them. */
class IpsecPolicyTest {
    private static final String BLOCKING =
            "c40000001300020001000000010000000a0100000000000000000000000000000a0000000000000000000000000000000050ffff"
                    + "0000000002001018060000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                    + "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000037450c6b"
                    + "000000000000000000000000000000000100000001010000000000000a0010000000000000000000";
    private static final String TUNNEL =
            "08010000130002000100000001000000fd010000000000000000000000000000fd00000000000000000000000000000000000000"
                    + "000000000a004040000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                    + "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000037450c6b"
                    + "000000000000000000000000000000000a000000020000000000000044000500fd01000000000000000000000000000100000000"
                    + "320000000a000000fd0000000000000000000000000000010000000001000000ffffffffffffffffffffffff0a00100000000000"
                    + "00000000";

    private static IpsecPolicy policy(String hex) {
        return IpsecPolicy.decode(Message.parse(HexFormat.of().parseHex(hex)).get(0));
    }

    @Test
    void onePortIsBlocked() {
        IpsecPolicy policy = policy(BLOCKING);
        assertEquals(
                new IpsecPolicy(
                        "out",
                        Prefix.parse("10.0.0.0/24"),
                        Prefix.parse("10.1.0.0/16"),
                        6,
                        new IpsecPolicy.Ports(0, 0),
                        new IpsecPolicy.Ports(80, 0xffff),
                        true,
                        false),
                policy);
        assertEquals("out 10.0.0.0/24 to 10.1.0.0/16", policy.toString());
        assertTrue(policy.matches(Ip.parse("10.0.0.1"), Ip.parse("10.1.0.1"), 6, 0, 80));
        assertTrue(policy.matches(Ip.parse("10.0.0.1"), Ip.parse("10.1.0.1"), 6, 0, 0));
        assertFalse(policy.matches(Ip.parse("10.0.0.1"), Ip.parse("10.1.0.1"), 6, 0, 81));
        assertFalse(policy.matches(Ip.parse("10.0.0.1"), Ip.parse("10.1.0.1"), 17, 0, 80));
        assertFalse(policy.matches(Ip.parse("10.0.1.1"), Ip.parse("10.1.0.1"), 6, 0, 80));
        assertFalse(policy.matches(Ip.parse("fd00::1"), Ip.parse("fd01::1"), 6, 0, 80));
    }

    @Test
    void aTunnelIsWanted() {
        IpsecPolicy policy = policy(TUNNEL);
        assertEquals("fwd fd00::/64 to fd01::/64", policy.toString());
        assertTrue(policy.transforms() && policy.acts() && !policy.blocks());
        assertTrue(policy.matches(Ip.parse("fd00::1"), Ip.parse("fd01::1"), 58, 0, 0));
    }
}
