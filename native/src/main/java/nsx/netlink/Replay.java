package nsx.netlink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends requests that were encoded earlier, perhaps by another process. */
public final class Replay {
    private static final int FIRST = 1;

    private Replay() {}

    /** The request as a message, without its final sequence number and port. */
    public static Message of(Request request) {
        Message message = request.encode();
        boolean control = request.type().verb() == MessageType.Verb.CONTROL;
        return message.addressed(message.flags() | Flags.REQUEST | (control ? 0 : Flags.ACK), 0, 0);
    }

    /**
     * Sends all messages in one datagram and waits for the acknowledgements.
     *
     * @return the first errno in the answers, 0 if the kernel refused nothing
     */
    public static int send(Transport transport, List<Message> messages) {
        List<Message> addressed = new ArrayList<>();
        Set<Integer> waiting = new HashSet<>();
        for (Message message : messages) {
            int sequence = FIRST + addressed.size();
            addressed.add(message.addressed(message.flags(), sequence, transport.port()));
            if (message.has(Flags.ACK)) {
                waiting.add(sequence);
            }
        }
        transport.send(Message.datagram(addressed));
        int refused = 0;
        while (!waiting.isEmpty()) {
            for (Message answer : Message.parse(transport.receive())) {
                if (answer.type() != Message.ERROR) {
                    continue;
                }
                int errno = ExtendedAck.of(answer).errno();
                refused = refused == 0 ? errno : refused;
                // the kernel answers a frame only to refuse it, and then sends no answers to the requests inside
                if (!waiting.remove(answer.sequence()) && errno != 0) {
                    waiting.clear();
                }
            }
        }
        return refused;
    }
}
