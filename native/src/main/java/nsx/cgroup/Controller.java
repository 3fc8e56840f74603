package nsx.cgroup;

import java.util.Locale;

/** The controllers of control groups that nsx has words for (cgroups(7)). */
public enum Controller {
    MEMORY,
    PIDS,
    CPU,
    CPUSET,
    /** Called blkio in version 1. */
    IO,
    /** A controller of version 1 only: version 2 freezes without one. */
    FREEZER;

    /** Its name in a tree of version 1. */
    String legacy() {
        return this == IO ? "blkio" : unified();
    }

    /** Its name in the tree of version 2. */
    String unified() {
        return name().toLowerCase(Locale.ROOT);
    }
}
