package nsx.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.List;
import nsx.test.Chance;
import nsx.test.Trials;
import org.junit.jupiter.api.Test;

class CodecProperties {
    private static final int TRIES = 1000;

    /** Whether it was more than a refusal. */
    private static boolean answers(Runnable question) {
        try {
            question.run();
            return true;
        } catch (CodecException e) {
            return false;
        }
    }

    @Test
    void anyDatagramIsMessagesOrACodecException() {
        Trials.run(TRIES, chance -> {
            byte[] bytes = chance.someBytes(100);
            answers(() -> Message.parse(bytes).forEach(message -> {
                ExtendedAck.of(message);
                Sample.NEW.decode(message).toString();
            }));
        });
    }

    @Test
    void anyPayloadIsAttributesOrACodecException() {
        Trials.run(TRIES, chance -> {
            byte[] bytes = nearlyAttributes(chance);
            Attributes read = Attributes.decode(bytes, Sample.TABLE);
            read.toString();
            assertEquals(read, Attributes.decode(read.encode(), Sample.TABLE));
            for (Attribute attribute : Sample.TABLE.attributes()) {
                ask(read, attribute.kernelName());
            }
        });
    }

    private static void ask(Attributes read, String name) {
        answers(() -> read.string(name, ""));
        answers(() -> read.number(name, 0));
        answers(() -> read.truth(name));
        answers(() -> read.findAddress(name));
        answers(() -> read.struct(name));
    }

    @Test
    void anyErrorIsReadOrACodecException() {
        Request request = Sample.request(Sample.NEW, 0);
        Trials.run(TRIES, chance -> {
            byte[] payload = chance.someBytes(100);
            int flags = chance.between(0, 0x3ff);
            answers(() -> ExtendedAck.of(new Message(Message.ERROR, flags, 1, 1, payload))
                    .exception(request));
        });
    }

    @Test
    void anyOffsetIsAnAttributeOrNone() {
        Request request = Sample.request(Sample.NEW, 0);
        Trials.run(TRIES, chance -> request.attributeAt(chance.integer()));
    }

    @Test
    void messagesReadWhatTheyWrote() {
        Trials.run(TRIES, chance -> {
            List<Message> messages = chance.some(
                    5,
                    c -> new Message(
                            c.between(0, 0xffff), c.between(0, 0xffff), c.integer(), c.integer(), c.someBytes(40)));
            assertEquals(messages, Message.parse(Message.datagram(messages)));
        });
    }

    @Test
    void attributesReadWhatTheyWrote() {
        Trials.run(TRIES, chance -> {
            String name = chance.text();
            int mtu = chance.between(0, Integer.MAX_VALUE);
            int signed = chance.integer();
            long big = chance.number();
            byte[] mac = chance.bytes(6);
            byte[] ip = chance.bytes(chance.once(2) ? 4 : 16);
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
        });
    }

    @Test
    void unknownAttributesAreKept() {
        Trials.run(TRIES, chance -> {
            byte[] bytes = attribute(chance.between(20, 0xffff), chance.someBytes(60));
            assertArrayEquals(bytes, Attributes.decode(bytes, Sample.TABLE).encode());
        });
    }

    /** Attributes with sensible headers around senseless values, so that every type is reached. */
    private static byte[] nearlyAttributes(Chance chance) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        chance.some(6, c -> attribute(c.between(0, 14), c.someBytes(24))).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] attribute(int number, byte[] value) {
        Attribute any = new Attribute(number, "?", "", AttributeType.BINARY);
        return Attributes.of(AttributeTable.of("?", List.of(any)))
                .put("?", value)
                .encode();
    }
}
