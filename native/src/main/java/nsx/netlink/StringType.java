package nsx.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The type of UTF-8 text, with or without a terminating NUL. */
record StringType(boolean terminated) implements AttributeType {
    @Override
    public Object decode(byte[] bytes, Attributes siblings) {
        int length = bytes.length - (terminated ? 1 : 0);
        if (length < 0 || terminated && bytes[length] != 0) {
            throw new CodecException("a string without its NUL");
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                throw new CodecException("a string with a NUL inside");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CodecException("a string that is not UTF-8");
        }
    }

    @Override
    public byte[] encode(Object value) {
        if (!(value instanceof CharSequence text)) {
            throw new IllegalArgumentException("a string is needed, not " + value);
        }
        if (text.toString().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a string cannot hold a NUL");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return terminated ? Arrays.copyOf(bytes, bytes.length + 1) : bytes;
    }

    /** The readable part of bytes that are not a proper string: up to the first NUL, with invalid bytes replaced. */
    static String lenient(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public String text(Object value) {
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toString().toCharArray()) {
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    @Override
    public String toString() {
        return "string";
    }
}
