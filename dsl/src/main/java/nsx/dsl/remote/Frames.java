package nsx.dsl.remote;

import groovy.json.JsonOutput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import nsx.proc.JsonText;

/**
 * Messages between two machines: a length of four bytes, big endian, and that many bytes of a JSON object in UTF-8.
 * The size of a received message is limited before it is read.
 */
final class Frames {
    /** The size limit of a message, in bytes. */
    static final int MOST = 16 << 20;
    /** The limit of values in a message, because a small text can become many objects in memory. */
    private static final int VALUES = 500_000;

    private Frames() {}

    /** Writes a whole message. */
    static void write(OutputStream out, Map<String, ?> message) throws IOException {
        byte[] text = JsonOutput.toJson(message).getBytes(StandardCharsets.UTF_8);
        if (text.length > MOST || values(text) > VALUES) {
            throw new TooLarge();
        }
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + text.length);
        frame.putInt(text.length).put(text);
        out.write(frame.array());
        out.flush();
    }

    /** Reads the next message; empty at the end of the stream. */
    @SuppressWarnings("unchecked")
    static Optional<Map<String, Object>> read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        DataInputStream data = new DataInputStream(in);
        int length = first << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
        if (length < 2 || length > MOST) {
            throw new Foreign();
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            throw new EOFException("its message broke off");
        }
        if (values(text) > VALUES) {
            throw new IOException("it sent a message of too many values");
        }
        return Optional.of(JsonText.parse(new String(text, StandardCharsets.UTF_8))
                .filter(Map.class::isInstance)
                .map(m -> (Map<String, Object>) m)
                .orElseThrow(() -> new IOException("it sent a message that is not a JSON object")));
    }

    /** An upper bound of the number of values: the count of separators and opening brackets. */
    private static int values(byte[] text) {
        int values = 0;
        for (byte b : text) {
            if (b == ',' || b == '[' || b == '{') {
                values++;
            }
        }
        return values;
    }

    /** A message of this side exceeds the limits of the other. Nothing of it was sent. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("the message is larger than " + (MOST >> 20) + " MiB or has more than " + VALUES + " values");
        }
    }

    /** The other side sent something else than messages. */
    static final class Foreign extends IOException {
        private static final long serialVersionUID = 1;

        Foreign() {
            super("it sent something else than messages of nsx");
        }
    }
}
