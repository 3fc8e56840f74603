package nsx.rtnl;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;
import nsx.netlink.Attribute;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Message;
import nsx.test.Chance;
import nsx.test.Mutations;
import nsx.test.Trials;
import org.junit.jupiter.api.Test;

class DecoderProperties {
    private static final Psched CLOCK = Psched.parse("000003e8 00000040 000f4240 3b9aca00");
    private static final List<Function<Message, ?>> DECODERS = List.of(
            Link::decode,
            Address::decode,
            Route::decode,
            RoutingRule::decode,
            Neighbour::decode,
            Nsid::decode,
            Qdisc::decode,
            DecoderProperties::options);
    private static final List<String> CAPTURED = List.of(
            "address-ipv4",
            "address-ipv6",
            "address-peer",
            "fdb-bridge",
            "fdb-vxlan",
            "link-bridge",
            "link-ifb",
            "link-lo",
            "link-macvlan",
            "link-tap",
            "link-veth",
            "link-veth-port",
            "link-vxlan",
            "link-vxlan6",
            "neighbour",
            "nsid",
            "qdisc-htb",
            "qdisc-noqueue",
            "qdisc-tbf",
            "route-blackhole",
            "route-default",
            "route-default6",
            "route-multipath",
            "route-table",
            "route-via6",
            "rule",
            "rule6");

    private static Object options(Message message) {
        Qdisc qdisc = Qdisc.decode(message);
        return switch (qdisc.kind()) {
            case "tbf" -> Tbf.decode(qdisc, CLOCK);
            case "netem" -> Netem.decode(qdisc, CLOCK);
            default -> qdisc.options();
        };
    }

    @Test
    void anyBytesAreARecordOrACodecException() {
        Trials.run(500, chance -> answers(chance.someBytes(300)));
    }

    @Test
    void anyAttributesAreARecordOrACodecException() {
        Trials.run(500, chance -> answers(attributes(chance)));
    }

    @Test
    void damagedMessagesAreARecordOrACodecException() {
        List<byte[]> samples =
                CAPTURED.stream().map(name -> Captured.message(name).payload()).toList();
        Mutations.read("rtnetlink", samples, DecoderProperties::decodeAll);
    }

    private static boolean answers(byte[] payload) {
        try {
            decodeAll(payload);
            return true;
        } catch (CodecException e) {
            return false;
        }
    }

    private static void decodeAll(byte[] payload) {
        int refused = 0;
        for (Function<Message, ?> decoder : DECODERS) {
            try {
                decoder.apply(new Message(16, 0, 0, 0, payload)).toString();
            } catch (CodecException e) {
                refused++;
            }
        }
        if (refused == DECODERS.size()) {
            throw new CodecException("none of them reads it");
        }
    }

    /** A header and attributes of any number and any value behind it. */
    private static byte[] attributes(Chance chance) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(chance.bytes(chance.of(List.of(4, 8, 12, 16, 20))));
        chance.some(5, c -> attribute(c.between(0, 67), c.someBytes(24))).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] attribute(int number, byte[] value) {
        Attribute any = new Attribute(number, "?", "", AttributeType.BINARY);
        return Attributes.of(AttributeTable.of("?", List.of(any)))
                .put("?", value)
                .encode();
    }
}
