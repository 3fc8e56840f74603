package nsx.netlink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * A kernel for tests: a function from a request to the messages that answer it. Answers that the helpers here make
 * carry the request's sequence and port, as the kernel's do.
 */
public final class FakeKernel implements Transport {
    public static final int PORT = 4711;

    private final Function<Message, List<Message>> answer;
    private final List<Message> requests = new ArrayList<>();
    private final Deque<byte[]> datagrams = new ArrayDeque<>();
    private boolean closed;

    public FakeKernel(Function<Message, List<Message>> answer) {
        this.answer = answer;
    }

    /** A kernel that acknowledges everything, with an empty list where a dump was asked for. */
    public static FakeKernel accepting() {
        return new FakeKernel(request -> request.has(Flags.ACK) ? List.of(ack(request)) : dump(request, List.of()));
    }

    /** What was asked so far. */
    public List<Message> requests() {
        return List.copyOf(requests);
    }

    /** Lets a datagram arrive that nobody asked for. */
    public FakeKernel arrives(Message... messages) {
        datagrams.add(Message.datagram(List.of(messages)));
        return this;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public void send(byte[] datagram) {
        for (Message request : Message.parse(datagram)) {
            requests.add(request);
            answer.apply(request).forEach(message -> datagrams.add(message.encode()));
        }
    }

    @Override
    public byte[] receive() {
        if (datagrams.isEmpty()) {
            throw new IllegalStateException("the fake kernel has nothing to say");
        }
        return datagrams.remove();
    }

    @Override
    public int port() {
        return PORT;
    }

    @Override
    public void close() {
        closed = true;
    }

    public static Message reply(Message request, int type, byte[] payload) {
        return Reply.object(request, type, payload);
    }

    public static Message reply(Message request, MessageType type, Attributes body) {
        return reply(request, type.number(), body.encode());
    }

    /** An object and the acknowledgement behind it: the answer to {@link Connection#get}. */
    public static List<Message> found(Message request, MessageType type, Attributes body) {
        return List.of(reply(request, type, body), ack(request));
    }

    public static Message ack(Message request) {
        return Reply.ack(request);
    }

    /** A refusal without words. */
    public static Message error(Message request, int errno) {
        return error(request, errno, Attributes.of(ExtendedAck.TABLE));
    }

    public static Message error(Message request, int errno, String text) {
        return error(request, errno, Attributes.of(ExtendedAck.TABLE).put("NLMSGERR_ATTR_MSG", text));
    }

    /** A refusal that points at the attribute {@code offset} bytes into the request. */
    public static Message error(Message request, int errno, String text, int offset) {
        return error(
                request,
                errno,
                Attributes.of(ExtendedAck.TABLE).put("NLMSGERR_ATTR_MSG", text).put("NLMSGERR_ATTR_OFFS", offset));
    }

    /** A refusal with any of the attributes of {@code enum nlmsgerr_attrs}, capped to the request's header. */
    static Message error(Message request, int errno, Attributes details) {
        return Reply.refusal(request, errno, details);
    }

    /** A list in parts, each in a datagram of its own, and its end. */
    public static List<Message> dump(Message request, List<Message> parts) {
        return Reply.dump(request, parts);
    }

    /** A list that changed while it was read. */
    public static List<Message> interruptedDump(Message request, List<Message> parts) {
        return Reply.dump(request, parts, Flags.MULTI | Flags.DUMP_INTR);
    }
}
