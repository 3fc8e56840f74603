package nsx.shadow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.netlink.MessageType;
import nsx.netlink.NetlinkException;
import nsx.netlink.Reply;
import nsx.netlink.Request;
import nsx.netlink.Transport;

/** Carries requests to a {@link ShadowNetwork} and its answers back, like a socket to the kernel. */
final class ShadowTransport implements Transport {
    private static final int PORT = 1;
    private final ShadowNetwork network;
    private final Deque<byte[]> answers = new ArrayDeque<>();

    ShadowTransport(ShadowNetwork network) {
        this.network = network;
    }

    @Override
    public void send(byte[] datagram) {
        for (Message message : Message.parse(datagram)) {
            // a frame of nfnetlink is not acknowledged
            if (message.has(Flags.ACK) || isDump(message)) {
                answer(message).forEach(answer -> answers.add(answer.encode()));
            }
        }
    }

    private static boolean isDump(Message message) {
        return (message.flags() & Flags.DUMP) == Flags.DUMP;
    }

    private List<Message> answer(Message message) {
        MessageType type = Messages.type(message.type());
        Request request =
                new Request("plan", Messages.family(type), type, message.flags() & ~Flags.ACK, type.decode(message));
        try {
            if (type.verb() != MessageType.Verb.GET) {
                network.change(request);
                return List.of(Reply.ack(message));
            }
            if (isDump(message)) {
                List<Message> all = network.list(request).stream()
                        .map(row ->
                                Reply.object(message, Messages.answerTo(type).number(), row.encode()))
                        .toList();
                return Reply.dump(message, all);
            }
            Attributes found = network.find(request);
            return List.of(Reply.object(message, Messages.answerTo(type).number(), found.encode()), Reply.ack(message));
        } catch (Refusal e) {
            return List.of(Reply.refusal(message, e.errno().number(), e.getMessage()));
        } catch (NetlinkException e) {
            // of the kernel, which was asked for what the plan began from
            return List.of(Reply.refusal(message, e.errno(), e.kernelMessage().orElse("")));
        }
    }

    @Override
    public byte[] receive() {
        return answers.remove();
    }

    @Override
    public int port() {
        return PORT;
    }

    @Override
    public void close() {
        answers.clear();
    }
}
