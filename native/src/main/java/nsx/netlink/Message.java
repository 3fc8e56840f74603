package nsx.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One netlink message: the 16 bytes of {@code struct nlmsghdr} and the payload.
 *
 * @param type number of the message type; numbers below 16 are the control types of this class
 * @param flags see {@link Flags}
 * @param sequence chosen by the sender of the request and repeated in every answer
 * @param port the port of the requesting socket; 0 is the kernel
 */
public record Message(int type, int flags, int sequence, int port, byte[] payload) {
    public static final int ERROR = 2;
    public static final int DONE = 3;

    public static final int HEADER = 16;

    /** Encodes the message without trailing padding. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + payload.length).order(ByteOrder.nativeOrder());
        out.putInt(HEADER + payload.length);
        out.putShort((short) type).putShort((short) flags).putInt(sequence).putInt(port);
        return out.put(payload).array();
    }

    /** Encodes several messages as one datagram, each padded to four bytes. */
    public static byte[] datagram(List<Message> messages) {
        List<byte[]> parts = messages.stream().map(Message::encode).toList();
        ByteBuffer out = ByteBuffer.allocate(
                parts.stream().mapToInt(part -> align(part.length)).sum());
        for (byte[] part : parts) {
            out.put(part).position(align(out.position()));
        }
        return out.array();
    }

    /**
     * Parses all messages of one datagram.
     *
     * @throws CodecException if a length is smaller than a header or reaches past the end
     */
    public static List<Message> parse(byte[] datagram) {
        List<Message> messages = new ArrayList<>();
        int at = 0;
        while (at < datagram.length) {
            if (datagram.length - at < HEADER) {
                throw new CodecException((datagram.length - at) + " bytes left over after the last netlink message");
            }
            int length = RawAttributes.int32(datagram, at);
            if (length < HEADER || length > datagram.length - at) {
                throw new CodecException("netlink message of " + length + " bytes at " + at + " of " + datagram.length);
            }
            byte[] payload = Arrays.copyOfRange(datagram, at + HEADER, at + length);
            int type = RawAttributes.uint16(datagram, at + 4);
            int flags = RawAttributes.uint16(datagram, at + 6);
            int sequence = RawAttributes.int32(datagram, at + 8);
            messages.add(new Message(type, flags, sequence, RawAttributes.int32(datagram, at + 12), payload));
            at = Math.min(align(at + length), datagram.length);
        }
        return List.copyOf(messages);
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    Message addressed(int newFlags, int newSequence, int newPort) {
        return new Message(type, newFlags, newSequence, newPort, payload);
    }

    static int align(int length) {
        return (length + 3) & ~3;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message that
                && type == that.type
                && flags == that.flags
                && sequence == that.sequence
                && port == that.port
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (type + 31 * (flags + 31 * (sequence + 31 * port))) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "type " + type + " flags 0x" + Integer.toHexString(flags) + " sequence " + sequence + " port " + port
                + " " + Hex.of(payload);
    }
}
