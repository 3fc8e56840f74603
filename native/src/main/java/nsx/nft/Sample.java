package nsx.nft;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nsx.filter.Packet;

/**
 * Identifies one packet, its answers and the errors about it, even if addresses and the far port are translated: by
 * the protocol and the number that the sender chose, a source port or the identifier of an echo.
 *
 * @param protocol the number in IP: 1 ICMP, 58 ICMPv6, 6 TCP, 17 UDP
 * @param number the source port, or the identifier of an echo
 */
public record Sample(int protocol, int number, boolean six) {
    private static final int ERROR_HEADER = 8;
    private static final int IDENTIFIER = 4;
    private static final int DESTINATION_PORT = 2;

    /** Whether the packet is an echo request. */
    public boolean isEcho() {
        return protocol == Packet.ICMP || protocol == Packet.ICMPV6;
    }

    private int icmp() {
        return six ? Packet.ICMPV6 : Packet.ICMP;
    }

    /** The offset of the number in an ICMP error; the quoted packet has no IP options. */
    private int quoted() {
        return ERROR_HEADER + (six ? 40 : 20) + (isEcho() ? IDENTIFIER : 0);
    }

    /** The rules that make the kernel report what happens to the packet. */
    public List<List<Expression>> rules() {
        List<List<Expression>> rules = new ArrayList<>();
        rules.add(rule(protocol, isEcho() ? IDENTIFIER : 0));
        if (!isEcho()) {
            rules.add(rule(protocol, DESTINATION_PORT));
        }
        rules.add(rule(icmp(), quoted()));
        return rules;
    }

    private List<Expression> rule(int l4, int offset) {
        return List.of(
                new Expression.Meta("l4proto"),
                new Expression.Compare("==", HexFormat.of().toHexDigits((byte) l4)),
                new Expression.Payload("transport", offset, 2),
                new Expression.Compare("==", HexFormat.of().toHexDigits((short) number)),
                new Expression.Constant(Expression.FIRST, "01"),
                new Expression.SetTrace());
    }
}
