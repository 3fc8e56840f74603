package nsx.test;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import nsx.netlink.CodecException;

/**
 * Damages captured bytes in many ways and has a decoder read each: it answers, or refuses with a {@link CodecException}. How many there
 * are is the system property {@code nsx.fuzz.messages}, all decoders together; the seed is {@code nsx.seed}.
 */
public final class Mutations {
    private static final int DECODERS = 10;
    private static final int COUNT = Integer.getInteger("nsx.fuzz.messages", 45_000) / DECODERS;
    /** Some ten times of what a million take on a slow machine. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Mutations() {}

    /**
     * Reads its share of damaged bytes and prints how many there were.
     *
     * @param name of the decoder
     * @param samples what is damaged
     */
    public static void read(String name, List<byte[]> samples, Consumer<byte[]> decoder) {
        long seed = Trials.seed();
        int[] refused = {0};
        assertTimeoutPreemptively(LONGEST, () -> {
            for (int i = 0; i < COUNT; i++) {
                refused[0] += one(name, samples, decoder, seed + i) ? 0 : 1;
            }
        });
        System.out.printf(
                Locale.ROOT,
                "%s: %,d damaged messages, %,d read, %,d refused, seed %d%n",
                name,
                COUNT,
                COUNT - refused[0],
                refused[0],
                seed);
    }

    private static boolean one(String name, List<byte[]> samples, Consumer<byte[]> decoder, long seed) {
        Chance chance = new Chance(seed);
        byte[] damaged = damaged(chance, samples);
        try {
            decoder.accept(damaged);
            return true;
        } catch (CodecException e) {
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(
                    name + " -Dnsx.seed=" + seed + ": " + HexFormat.of().formatHex(damaged), e);
        }
    }

    /** Reads the bytes in each of several ways; a refusal when all refuse. */
    @SafeVarargs
    public static void any(byte[] bytes, Consumer<byte[]>... decoders) {
        CodecException last = null;
        int refused = 0;
        for (Consumer<byte[]> decoder : decoders) {
            try {
                decoder.accept(bytes);
            } catch (CodecException e) {
                last = e;
                refused++;
            }
        }
        if (refused == decoders.length) {
            throw last;
        }
    }

    /** A sample after one change that leaves it as long, or one to six that may not; now and then bytes that are none at all. */
    static byte[] damaged(Chance chance, List<byte[]> samples) {
        if (chance.once(50)) {
            return chance.someBytes(200);
        }
        byte[] bytes = chance.of(samples).clone();
        if (chance.once(2)) {
            int at = chance.between(0, Math.max(0, bytes.length - 1));
            Arrays.fill(
                    bytes,
                    Math.min(at, bytes.length),
                    Math.min(bytes.length, at + chance.between(1, 4)),
                    chance.octet());
            return bytes;
        }
        for (int i = chance.between(1, 6); i > 0; i--) {
            bytes = change(chance, bytes, samples);
        }
        return bytes;
    }

    private static byte[] change(Chance chance, byte[] bytes, List<byte[]> samples) {
        if (bytes.length == 0) {
            return chance.someBytes(8);
        }
        int at = chance.between(0, bytes.length - 1);
        int to = Math.min(bytes.length, at + chance.between(1, 8));
        switch (chance.between(0, 5)) {
            case 0 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 1 -> bytes[at] ^= (byte) (1 << chance.between(0, 7));
            case 2 -> Arrays.fill(bytes, at, to, chance.octet());
            case 3 -> {
                return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
            }
            case 4 -> {
                byte[] other = chance.of(samples);
                int from = other.length == 0 ? 0 : chance.between(0, other.length - 1);
                byte[] part = Arrays.copyOfRange(other, from, Math.min(other.length, from + chance.between(1, 40)));
                return joined(joined(Arrays.copyOf(bytes, at), part), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> bytes[at] = chance.octet();
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
