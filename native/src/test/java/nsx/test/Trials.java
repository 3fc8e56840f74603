package nsx.test;

import java.util.Random;
import java.util.function.Consumer;

/** Tries a property with values by chance. What fails names its seed, and {@code -Dnsx.seed=SEED} tries that one alone. */
public final class Trials {
    private static final String SEED = "nsx.seed";

    private Trials() {}

    /** The seed that the run was given, else a new one. */
    public static long seed() {
        return Long.getLong(SEED, new Random().nextLong());
    }

    /**
     * Tries it so many times.
     *
     * @throws AssertionError with the seed, when a try throws
     */
    public static void run(int tries, Consumer<Chance> property) {
        if (Long.getLong(SEED) != null) {
            one(Long.getLong(SEED), property);
            return;
        }
        Random seeds = new Random();
        for (int i = 0; i < tries; i++) {
            one(seeds.nextLong(), property);
        }
    }

    private static void one(long seed, Consumer<Chance> property) {
        try {
            property.accept(new Chance(seed));
        } catch (RuntimeException | Error e) {
            throw new AssertionError("failed with -D" + SEED + "=" + seed + ": " + e, e);
        }
    }
}
