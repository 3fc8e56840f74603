package nsx.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CodecProperties {
    @Property
    void anyDatagramIsMessagesOrACodecException(@ForAll byte[] bytes) {
        try {
            for (Message message : Message.parse(bytes)) {
                ExtendedAck.of(message);
                Sample.NEW.decode(message).toString();
            }
        } catch (CodecException e) {
            assertEquals(CodecException.class, e.getClass());
        }
    }

    @Property
    void anyPayloadIsAttributesOrACodecException(@ForAll("nearlyAttributes") byte[] bytes) {
        Attributes read;
        try {
            read = Attributes.decode(bytes, Sample.TABLE);
        } catch (CodecException e) {
            return;
        }
        read.toString();
        assertEquals(read, Attributes.decode(read.encode(), Sample.TABLE));
        for (Attribute attribute : Sample.TABLE.attributes()) {
            ask(read, attribute.kernelName());
        }
    }

    private static void ask(Attributes read, String name) {
        List<Runnable> questions = List.of(
                () -> read.string(name, ""),
                () -> read.number(name, 0),
                () -> read.truth(name),
                () -> read.findAddress(name),
                () -> read.struct(name));
        for (Runnable question : questions) {
            try {
                question.run();
            } catch (CodecException e) {
                continue;
            }
        }
    }

    @Property
    void anyErrorIsReadOrACodecException(@ForAll byte[] payload, @ForAll @IntRange(max = 0x3ff) int flags) {
        Request request = Sample.request(Sample.NEW, 0);
        try {
            ExtendedAck.of(new Message(Message.ERROR, flags, 1, 1, payload)).exception(request, 0);
        } catch (CodecException e) {
            assertEquals(CodecException.class, e.getClass());
        }
    }

    @Property
    void anyOffsetIsAnAttributeOrNone(@ForAll int offset) {
        Sample.request(Sample.NEW, 0).attributeAt(offset);
    }

    @Property
    void messagesReadWhatTheyWrote(
            @ForAll @Size(max = 5) List<@Size(max = 40) byte[]> payloads,
            @ForAll @IntRange(max = 0xffff) int type,
            @ForAll @IntRange(max = 0xffff) int flags,
            @ForAll int sequence,
            @ForAll int port) {
        List<Message> messages = payloads.stream()
                .map(payload -> new Message(type, flags, sequence, port, payload))
                .toList();
        assertEquals(messages, Message.parse(Message.datagram(messages)));
    }

    @Property
    void attributesReadWhatTheyWrote(
            @ForAll("names") String name,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int mtu,
            @ForAll int signed,
            @ForAll long big,
            @ForAll @Size(6) byte[] mac,
            @ForAll("addresses") byte[] ip) {
        Attributes attributes = Attributes.of(Sample.TABLE)
                .put("S_NAME", name)
                .put("S_MTU", mtu)
                .put("S_SIGNED", signed)
                .put("S_BIG", big)
                .put("S_MAC", mac)
                .put("S_IP", Ip.of(ip));
        Attributes read = Attributes.decode(attributes.encode(), Sample.TABLE);
        assertEquals(attributes, read);
        assertEquals(name, read.string("S_NAME"));
        assertEquals(mtu, read.number("S_MTU"));
        assertEquals(signed, read.number("S_SIGNED"));
        assertEquals(big, read.number("S_BIG"));
        assertArrayEquals(mac, read.bytes("S_MAC"));
        assertArrayEquals(ip, Ip.parse(Ip.text(read.address("S_IP"))).getAddress());
    }

    @Property
    void unknownAttributesAreKept(
            @ForAll @IntRange(min = 20, max = 0xffff) int number, @ForAll @Size(max = 60) byte[] value) {
        Attribute unknown = new Attribute(number, "?", "", AttributeType.BINARY);
        byte[] bytes = Attributes.of(AttributeTable.of("?", List.of(unknown)))
                .put("?", value)
                .encode();
        assertArrayEquals(bytes, Attributes.decode(bytes, Sample.TABLE).encode());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().excludeChars('\0').filter(CodecProperties::isUnicode);
    }

    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Provide
    Arbitrary<byte[]> addresses() {
        return Arbitraries.of(4, 16)
                .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
    }

    /** Attributes with sensible headers around senseless values, so that every type is reached. */
    @Provide
    Arbitrary<byte[]> nearlyAttributes() {
        Arbitrary<byte[]> values = Arbitraries.bytes().array(byte[].class).ofMaxSize(24);
        Arbitrary<byte[]> one = Arbitraries.integers()
                .between(0, 14)
                .flatMap(number -> values.map(value -> Attributes.of(
                                AttributeTable.of("?", List.of(new Attribute(number, "?", "", AttributeType.BINARY))))
                        .put("?", value)
                        .encode()));
        return one.list().ofMaxSize(6).map(parts -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            parts.forEach(out::writeBytes);
            return out.toByteArray();
        });
    }
}
