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
 * Messages between two machines: four bytes that are the length, highest first, and as many bytes of a JSON object in UTF-8. What
 * the other side sends is limited before it is read.
 */
final class Frames {
    /** The most that a message has, in bytes. */
    static final int MOST = 16 << 20;
    /** The most values of a message, for a small text can be many objects in memory. */
    private static final int VALUES = 500_000;

    private Frames() {}

    /** Writes a message as a whole. */
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

    /** The next message; empty at the end of the stream. */
    @SuppressWarnings("unchecked")
    static Optional<Map<String, Object>> read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        DataInputStream data = new DataInputStream(in);
        int length = first << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
        if (length < 2 || length > MOST) {
            throw new IOException("it sent something else than messages of nsx");
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

    /** At most as many values as separators and beginnings. */
    private static int values(byte[] text) {
        int values = 0;
        for (byte b : text) {
            if (b == ',' || b == '[' || b == '{') {
                values++;
            }
        }
        return values;
    }

    /** A message of this side that the other would not take. Nothing of it was sent. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("the message is larger than " + (MOST >> 20) + " MiB or has more than " + VALUES + " values");
        }
    }
}
