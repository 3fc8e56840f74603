package nsx.netlink;

import java.util.Arrays;
import java.util.List;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Datagrams whose bytes make no sense. */
class DamagedMessagesTest {
    private static final Request REQUEST = Sample.request(Sample.NEW, 0);

    private static Message sample(int sequence) {
        return new Message(
                Sample.NEW.number(), 0, sequence, 7, Sample.body().element(4).encode());
    }

    private static Message refusal(int flags) {
        Attributes details = Attributes.of(ExtendedAck.TABLE)
                .put("NLMSGERR_ATTR_MSG", "no such device")
                .put("NLMSGERR_ATTR_OFFS", 40)
                .put("NLMSGERR_ATTR_MISS_TYPE", 3)
                .put("NLMSGERR_ATTR_MISS_NEST", 52);
        byte[] echoed = sample(1).encode();
        byte[] head = new byte[4 + ((flags & Flags.CAPPED) != 0 ? Message.HEADER : echoed.length)];
        head[0] = -19;
        System.arraycopy(echoed, 0, head, 4, head.length - 4);
        byte[] tail = details.encode();
        byte[] all = Arrays.copyOf(head, Message.align(head.length) + tail.length);
        System.arraycopy(tail, 0, all, Message.align(head.length), tail.length);
        return new Message(Message.ERROR, flags | Flags.ACK_TLVS, 1, 7, all);
    }

    @Test
    void areMessagesOrACodecException() {
        List<byte[]> samples = List.of(
                Message.datagram(List.of(sample(1))),
                Message.datagram(List.of(sample(1), sample(2), new Message(Message.DONE, 0, 2, 7, new byte[4]))));
        Mutations.read(
                "netlink messages",
                samples,
                bytes -> Message.parse(bytes).forEach(message -> {
                    Attributes all = Sample.NEW.decode(message);
                    all.toString();
                    all.nested("S_INFO").nested("IN_DATA").has("DATA_MODE");
                    all.string("S_NAME", "");
                    all.number("S_MTU", 0);
                }));
    }

    @Test
    void acknowledgementsAreReadOrACodecException() {
        List<byte[]> samples =
                List.of(Message.datagram(List.of(refusal(0))), Message.datagram(List.of(refusal(Flags.CAPPED))));
        Mutations.read(
                "acknowledgements",
                samples,
                bytes -> Message.parse(bytes)
                        .forEach(message ->
                                ExtendedAck.of(message).exception(REQUEST).toString()));
    }
}
