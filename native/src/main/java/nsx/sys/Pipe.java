package nsx.sys;

/** The two ends of a pipe(7), both O_CLOEXEC. */
public record Pipe(Fd reading, Fd writing) implements AutoCloseable {
    private static final int O_CLOEXEC = 02000000;

    public static Pipe open() {
        int[] ends = new int[2];
        Descriptors.check("pipe2", () -> LibcSpawn.pipe2(ends, O_CLOEXEC), "O_CLOEXEC");
        return new Pipe(new Fd(ends[0]), new Fd(ends[1]));
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
