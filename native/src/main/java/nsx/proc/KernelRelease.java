package nsx.proc;

import nsx.sys.Files;

/** The release of the running kernel (uname(2)), where nothing else tells how the kernel answers. */
public record KernelRelease(int major, int minor) {
    private static final class Running {
        static final KernelRelease IS = parse(Files.readText("/proc/sys/kernel/osrelease", Files.SMALL));
    }

    /** The release of the running kernel. */
    public static KernelRelease running() {
        return Running.IS;
    }

    /** Parses a release such as {@code 6.1.0-18-amd64}. */
    static KernelRelease parse(String text) {
        TextFields numbers = TextFields.of("osrelease", text.replaceAll("[^0-9]+", " "));
        return new KernelRelease(numbers.integer(0), numbers.integer(1));
    }

    /** Whether it is this release or a later one. */
    public boolean isSince(int major, int minor) {
        return this.major > major || this.major == major && this.minor >= minor;
    }
}
