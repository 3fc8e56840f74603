package nsx.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The content of NLMSG_ERROR or NLMSG_DONE: an errno, and with NETLINK_EXT_ACK (since 4.12) attributes.
 *
 * @param errno positive; 0 is an acknowledgement
 */
record ExtendedAck(int errno, Attributes details) {
    static final AttributeTable TABLE = AttributeTable.named("NLMSGERR_ATTR")
            .add(1, "NLMSGERR_ATTR_MSG", AttributeType.STRING)
            .add(2, "NLMSGERR_ATTR_OFFS", AttributeType.U32)
            .add(3, "NLMSGERR_ATTR_COOKIE", AttributeType.BINARY)
            .add(4, "NLMSGERR_ATTR_POLICY", AttributeType.BINARY)
            .add(5, "NLMSGERR_ATTR_MISS_TYPE", AttributeType.U32)
            .add(6, "NLMSGERR_ATTR_MISS_NEST", AttributeType.U32);

    /** Reads a message. NLMSG_DONE carries an errno since about 4.16; before, it carries four zero bytes or nothing. */
    static ExtendedAck of(Message message) {
        byte[] payload = message.payload();
        if (payload.length < 4) {
            if (message.type() == Message.DONE) {
                return new ExtendedAck(0, Attributes.of(TABLE));
            }
            throw new CodecException("netlink error of " + payload.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
        Attributes details = Attributes.of(TABLE);
        if (message.has(Flags.ACK_TLVS)) {
            int start = message.type() == Message.DONE ? 4 : 4 + echoed(message, in);
            if (start > payload.length) {
                throw new CodecException("netlink error of " + payload.length + " bytes echoes " + (start - 4));
            }
            details = Attributes.decode(Arrays.copyOfRange(payload, start, payload.length), TABLE);
        }
        return new ExtendedAck(Math.abs(in.getInt(0)), details);
    }

    /**
     * The number of bytes of the request that the error repeats: the header, and the rest unless the error is capped.
     */
    private static int echoed(Message message, ByteBuffer in) {
        if (message.has(Flags.CAPPED)) {
            return Message.HEADER;
        }
        int length = in.capacity() < 8 ? -1 : in.getInt(4);
        if (length < Message.HEADER || length > in.capacity()) {
            throw new CodecException("netlink error echoes a message of " + length + " bytes");
        }
        return Message.align(length);
    }

    NetlinkException exception(Request request) {
        String attribute =
                details.has("NLMSGERR_ATTR_OFFS") ? request.attributeAt(details.integer("NLMSGERR_ATTR_OFFS")) : "";
        String text = details.findString("NLMSGERR_ATTR_MSG").map(String::strip).orElse("");
        return new NetlinkException(request, errno, text, attribute, missing(request));
    }

    private String missing(Request request) {
        if (!details.has("NLMSGERR_ATTR_MISS_TYPE")) {
            return "";
        }
        int number = details.integer("NLMSGERR_ATTR_MISS_TYPE");
        if (!details.has("NLMSGERR_ATTR_MISS_NEST")) {
            return request.type().table().get(number).kernelName();
        }
        AttributePath nest =
                AttributePath.at(request.body(), Message.HEADER, details.integer("NLMSGERR_ATTR_MISS_NEST"));
        String name = nest.inner() == null
                ? "attribute " + number
                : nest.inner().get(number).kernelName();
        return nest.text().isEmpty() ? name : nest.text() + "/" + name;
    }
}
