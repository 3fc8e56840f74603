package nsx.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Values by chance, the same for the same seed. The odd ones (empty, none, all bits, the ends of a range) come often. */
public final class Chance {
    private static final int[] ENDS = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0xff, 0x7fff, 0x8000, 0xffff};
    private static final byte[] BYTES = {0, 1, 4, 8, -1, 0x7f, -128, 0x20};

    private final Random random;

    /** @param seed what they follow from */
    public Chance(long seed) {
        random = new Random(seed);
    }

    /** Whether one time in so many. */
    public boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** From {@code least} to {@code most}, both included. */
    public int between(int least, int most) {
        return once(8) ? (once(2) ? least : most) : least + (int) (random.nextDouble() * ((long) most - least + 1));
    }

    public int integer() {
        return once(3) ? ENDS[random.nextInt(ENDS.length)] : random.nextInt();
    }

    public long number() {
        return once(3) ? integer() : random.nextLong();
    }

    public byte octet() {
        return once(3) ? BYTES[random.nextInt(BYTES.length)] : (byte) random.nextInt();
    }

    /** So many bytes. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        boolean odd = once(2);
        for (int i = 0; i < length; i++) {
            bytes[i] = odd ? octet() : (byte) random.nextInt();
        }
        return bytes;
    }

    /** At most so many bytes. */
    public byte[] someBytes(int most) {
        return bytes(between(0, most));
    }

    /** Text of UTF-8 without NUL. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = between(0, 20); i > 0; i--) {
            int point = between(1, once(2) ? 0x7f : Character.MAX_CODE_POINT);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.appendCodePoint(point);
            }
        }
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    public <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** At most so many. */
    public <T> List<T> some(int most, Function<Chance, T> one) {
        List<T> all = new ArrayList<>();
        for (int i = between(0, most); i > 0; i--) {
            all.add(one.apply(this));
        }
        return all;
    }
}
