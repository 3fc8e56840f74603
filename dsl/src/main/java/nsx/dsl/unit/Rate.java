package nsx.dsl.unit;

/** Bits per second, in powers of 1000 as networks count: {@code 1.mbit}. */
public record Rate(long bits) {
    private static final String[] UNITS = {"gbit", "mbit", "kbit"};

    public long bytes() {
        return bits / 8;
    }

    /** As tc(8) writes it. */
    @Override
    public String toString() {
        long unit = 1_000_000_000;
        for (String name : UNITS) {
            if (bits >= unit && bits % unit == 0) {
                return bits / unit + name;
            }
            unit /= 1000;
        }
        return bits + "bit";
    }
}
