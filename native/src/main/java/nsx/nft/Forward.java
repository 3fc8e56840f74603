package nsx.nft;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nsx.netlink.Ip;

/**
 * Forwards a port of this machine to another address, for packets from other machines and from this one. The same
 * port of other machines is not affected.
 *
 * @param port 1 to 65535
 * @param to the target address; its family is that of the forwarded packets
 * @param toPort 0 for the same port
 * @param in the incoming device, or empty; packets of this machine have none
 */
public record Forward(Protocol protocol, int port, InetAddress to, int toPort, String in) implements Nat {
    private static final int SECOND = 2;

    @Override
    public List<OwnChain> chains() {
        return in.isEmpty() ? List.of(OwnChain.PREROUTING, OwnChain.OUTPUT) : List.of(OwnChain.PREROUTING);
    }

    @Override
    public List<Expression> expressions() {
        List<Expression> all = new ArrayList<>(RuleConditions.family(RuleConditions.family(to)));
        if (!in.isEmpty()) {
            all.addAll(RuleConditions.device("iifname", in));
        }
        all.addAll(RuleConditions.local());
        all.addAll(RuleConditions.port(protocol, port));
        all.add(Expression.Counter.ZERO);
        all.add(new Expression.Constant(Expression.FIRST, HexFormat.of().formatHex(to.getAddress())));
        if (toPort != 0) {
            all.add(new Expression.Constant(SECOND, HexFormat.of().toHexDigits((short) toPort)));
        }
        all.add(new Expression.DestinationNat(RuleConditions.family(to), Expression.FIRST, toPort == 0 ? 0 : SECOND));
        return all;
    }

    @Override
    public String command() {
        boolean v6 = to instanceof Inet6Address;
        return "meta nfproto " + (v6 ? "ipv6 " : "ipv4 ")
                + (in.isEmpty() ? "" : "iifname " + NftText.quoted(in) + " ")
                + "fib daddr type local " + protocol.text() + " dport " + port
                + " counter dnat " + (v6 ? "ip6" : "ip") + " to " + target();
    }

    @Override
    public String prose() {
        return "forward " + protocol.text() + " port " + port + (in.isEmpty() ? "" : " of " + in) + " to " + target();
    }

    @Override
    public Object matched() {
        return List.of(protocol, port, RuleConditions.family(to), in);
    }

    /** The target as text: {@code 10.0.0.11:80}, {@code [fd00::1]:80}, {@code 10.0.0.11}. */
    public String target() {
        String address = Ip.text(to);
        if (toPort == 0) {
            return address;
        }
        return (to instanceof Inet6Address ? "[" + address + "]" : address) + ":" + toPort;
    }
}
