package nsx.nft;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import nsx.netlink.Ip;

/**
 * Masquerades packets from a network: the source becomes the address of the outgoing device. The rule applies to
 * packets that leave by the named device, or, without a device, to packets for other networks.
 *
 * @param network the network address, with clear host bits
 * @param length the prefix length in bits
 * @param out the outgoing device, or empty
 */
public record Masquerade(InetAddress network, int length, String out) implements Nat {
    @Override
    public List<OwnChain> chains() {
        return List.of(OwnChain.POSTROUTING);
    }

    @Override
    public List<Expression> expressions() {
        List<Expression> all = new ArrayList<>(RuleConditions.family(RuleConditions.family(network)));
        if (length > 0) {
            all.addAll(RuleConditions.source("==", network, length));
        }
        if (!out.isEmpty()) {
            all.addAll(RuleConditions.device("oifname", out));
        } else if (length > 0) {
            all.addAll(RuleConditions.destination("!=", network, length));
        }
        all.add(Expression.Counter.ZERO);
        all.add(new Expression.Masquerade());
        return all;
    }

    @Override
    public String command() {
        String ip = network instanceof Inet6Address ? "ip6" : "ip";
        String to = out.isEmpty() ? ip + " daddr != " + text() : "oifname " + NftText.quoted(out);
        if (length == 0) {
            String family = "meta nfproto " + (ip.equals("ip") ? "ipv4" : "ipv6");
            return (out.isEmpty() ? family : family + " " + to) + " counter masquerade";
        }
        return ip + " saddr " + text() + " " + to + " counter masquerade";
    }

    @Override
    public String prose() {
        return "masquerade " + text() + (out.isEmpty() ? "" : " out of " + out);
    }

    /** The rule itself: two masquerading rules do not conflict. */
    @Override
    public Object matched() {
        return this;
    }

    /** The network as {@code 10.0.0.0/24}. */
    public String text() {
        return Ip.text(network) + "/" + length;
    }
}
