package nsx.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Builds answers for a fake kernel, with the sequence number and port of the request. */
public final class Reply {
    private Reply() {}

    /** An answer with one object. */
    public static Message object(Message request, int type, byte[] payload) {
        return new Message(type, 0, request.sequence(), request.port(), payload);
    }

    public static Message ack(Message request) {
        return refusal(request, 0, Attributes.of(ExtendedAck.TABLE));
    }

    /** A refusal with a message of the kernel, which may be empty. */
    public static Message refusal(Message request, int errno, String text) {
        Attributes none = Attributes.of(ExtendedAck.TABLE);
        return refusal(request, errno, text.isEmpty() ? none : none.put("NLMSGERR_ATTR_MSG", text));
    }

    /** A refusal with any of the attributes of {@code enum nlmsgerr_attrs}, capped to the request's header. */
    static Message refusal(Message request, int errno, Attributes details) {
        byte[] extra = details.encode();
        byte[] echo = request.encode();
        ByteBuffer out = ByteBuffer.allocate(4 + Message.HEADER + extra.length).order(ByteOrder.nativeOrder());
        out.putInt(-errno).put(echo, 0, Message.HEADER).put(extra);
        int flags = Flags.CAPPED | (details.isEmpty() ? 0 : Flags.ACK_TLVS);
        return new Message(Message.ERROR, flags, request.sequence(), request.port(), out.array());
    }

    /** An answer with a list in parts and the end of the dump. */
    public static List<Message> dump(Message request, List<Message> parts) {
        return dump(request, parts, Flags.MULTI);
    }

    static List<Message> dump(Message request, List<Message> parts, int flags) {
        List<Message> messages = new ArrayList<>();
        parts.forEach(part -> messages.add(part.addressed(flags, request.sequence(), request.port())));
        messages.add(new Message(Message.DONE, flags, request.sequence(), request.port(), new byte[4]));
        return messages;
    }
}
