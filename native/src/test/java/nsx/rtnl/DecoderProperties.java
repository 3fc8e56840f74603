package nsx.rtnl;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import nsx.netlink.Attribute;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Message;

class DecoderProperties {
    private static final List<Function<Message, ?>> DECODERS = List.of(
            Link::decode, Address::decode, Route::decode, Rule::decode, Neighbour::decode, Nsid::decode, Qdisc::decode);

    @Property(tries = 500)
    void anyBytesAreARecordOrACodecException(@ForAll byte[] payload) {
        decodeAll(payload);
    }

    @Property(tries = 500)
    void anyAttributesAreARecordOrACodecException(@ForAll("attributes") byte[] payload) {
        decodeAll(payload);
    }

    @Property(tries = 200)
    void capturedMessagesThatWereDamagedAreToo(@ForAll("names") String name, @ForAll int place, @ForAll byte value) {
        byte[] payload = Captured.message(name).payload().clone();
        payload[Math.floorMod(place, payload.length)] = value;
        decodeAll(payload);
    }

    private static void decodeAll(byte[] payload) {
        for (Function<Message, ?> decoder : DECODERS) {
            try {
                decoder.apply(new Message(16, 0, 0, 0, payload)).toString();
            } catch (CodecException e) {
                continue;
            }
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("link-veth-port", "link-bridge", "route-multipath", "address-ipv4", "qdisc-tbf");
    }

    /** A header and attributes of any number and any value behind it. */
    @Provide
    Arbitrary<byte[]> attributes() {
        Arbitrary<byte[]> values = Arbitraries.bytes().array(byte[].class).ofMaxSize(24);
        Arbitrary<byte[]> one =
                Arbitraries.integers().between(0, 67).flatMap(number -> values.map(value -> attribute(number, value)));
        Arbitrary<Integer> headers = Arbitraries.of(4, 8, 12, 16, 20);
        return headers.flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length))
                .flatMap(header -> one.list().ofMaxSize(5).map(parts -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    out.writeBytes(header);
                    parts.forEach(out::writeBytes);
                    return out.toByteArray();
                }));
    }

    private static byte[] attribute(int number, byte[] value) {
        Attribute any = new Attribute(number, "?", "", AttributeType.BINARY);
        return Attributes.of(AttributeTable.of("?", List.of(any)))
                .put("?", value)
                .encode();
    }
}
