package nsx.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The content of NLMSG_ERROR or NLMSG_DONE: an errno, and with NETLINK_EXT_ACK (since 4.12) attributes.
 *
 * @param errno positive; 0 is an acknowledgement
 */
record ExtendedAck(int errno, Attributes details) {
    private static final AttributeTable POLICY = AttributeTable.named("NL_POLICY_TYPE_ATTR")
            .add(1, "NL_POLICY_TYPE_ATTR_TYPE", AttributeType.U32)
            .add(2, "NL_POLICY_TYPE_ATTR_MIN_VALUE_S", AttributeType.U64)
            .add(3, "NL_POLICY_TYPE_ATTR_MAX_VALUE_S", AttributeType.U64)
            .add(4, "NL_POLICY_TYPE_ATTR_MIN_VALUE_U", AttributeType.U64)
            .add(5, "NL_POLICY_TYPE_ATTR_MAX_VALUE_U", AttributeType.U64)
            .add(6, "NL_POLICY_TYPE_ATTR_MIN_LENGTH", AttributeType.U32)
            .add(7, "NL_POLICY_TYPE_ATTR_MAX_LENGTH", AttributeType.U32)
            .add(8, "NL_POLICY_TYPE_ATTR_POLICY_IDX", AttributeType.U32)
            .add(9, "NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE", AttributeType.U32)
            .add(10, "NL_POLICY_TYPE_ATTR_BITFIELD32_MASK", AttributeType.U32)
            .add(12, "NL_POLICY_TYPE_ATTR_MASK", AttributeType.U64);

    static final AttributeTable TABLE = AttributeTable.named("NLMSGERR_ATTR")
            .add(1, "NLMSGERR_ATTR_MSG", AttributeType.STRING)
            .add(2, "NLMSGERR_ATTR_OFFS", AttributeType.U32)
            .add(3, "NLMSGERR_ATTR_COOKIE", AttributeType.BINARY)
            .add(4, "NLMSGERR_ATTR_POLICY", AttributeType.nested(POLICY))
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

    NetlinkException exception(Request request, int index) {
        String attribute =
                details.has("NLMSGERR_ATTR_OFFS") ? request.attributeAt(details.integer("NLMSGERR_ATTR_OFFS")) : "";
        String text = details.findString("NLMSGERR_ATTR_MSG").map(String::strip).orElse("");
        Optional<Attributes> policy = details.has("NLMSGERR_ATTR_POLICY")
                ? Optional.of(details.nested("NLMSGERR_ATTR_POLICY"))
                : Optional.empty();
        return new NetlinkException(request, index, errno, text, attribute, missing(request), policy);
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
