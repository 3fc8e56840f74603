package nsx.nft;

import java.util.List;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Rules and chains whose bytes make no sense. */
class DamagedRulesTest {
    private static final Surroundings AROUND = new Surroundings(Ip.parse("10.0.0.12")::equals, false);
    private static final Packet PACKET = new Packet(
            Ip.parse("10.0.0.11"),
            Ip.parse("10.0.0.12"),
            6,
            0,
            80,
            false,
            new Packet.Device(2, "in0"),
            new Packet.Device(3, "out0"));

    @Test
    void areReadOrACodecException() {
        List<byte[]> samples =
                NftablesTest.listed().stream().map(Message::payload).toList();
        Mutations.read("nftables", samples, bytes -> {
            Message message = new Message(Nftables.NEW_RULE.number(), 0, 0, 0, bytes);
            Mutations.any(
                    bytes,
                    b -> rule(NftRule.decode(message)),
                    b -> FilterChain.decode(message).toString());
        });
    }

    private static void rule(NftRule rule) {
        rule.expressions().forEach(Expression::name);
        rule.counted();
        Nat.of(rule);
        new RuleEvaluation(PACKET, AROUND, Sets.NONE).of(rule);
    }
}
