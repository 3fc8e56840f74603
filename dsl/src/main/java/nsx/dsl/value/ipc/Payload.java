package nsx.dsl.value.ipc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import nsx.dsl.error.NsxException;

/** Content of objects and messages: text as UTF-8, or bytes. */
final class Payload {
    private Payload() {}

    /** The bytes of a text, a byte array, or a list of numbers from 0 to 255. */
    static byte[] bytes(String word, Object content) {
        if (content instanceof CharSequence text) {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        if (content instanceof byte[] bytes) {
            return bytes;
        }
        if (content instanceof List<?> list && list.stream().allMatch(Payload::isByte)) {
            byte[] bytes = new byte[list.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = ((Number) list.get(i)).byteValue();
            }
            return bytes;
        }
        throw new NsxException(word + " takes text or bytes, not " + content)
                .at(content)
                .hint("give bytes as a byte[] or a list of numbers from 0 to 255, and text in quotes");
    }

    private static boolean isByte(Object value) {
        return value instanceof Number n
                && n.intValue() == n.doubleValue()
                && n.intValue() >= -128
                && n.intValue() <= 255;
    }

    /** The bytes of a text and its terminating NUL as in C; fails if the text contains a NUL. */
    static byte[] terminated(String word, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new NsxException(word + ": the text contains a NUL, which would end it")
                    .hint("write its bytes instead");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** The text up to the first NUL, or those bytes if they are not UTF-8. */
    static Object text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return decoded(Arrays.copyOf(bytes, end));
    }

    /** The text without trailing NULs, because C programs often send some; all bytes if they are not UTF-8. */
    static Object message(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        Object text = decoded(Arrays.copyOf(bytes, end));
        return text instanceof byte[] ? bytes : text;
    }

    private static Object decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}
