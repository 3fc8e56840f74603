package nsx.cgroup;

import java.util.Locale;

/** The controllers of control groups that nsx has settings for (cgroups(7)). */
public enum Controller {
    MEMORY,
    PIDS,
    CPU,
    CPUSET,
    /** The controller is called blkio in version 1. */
    IO,
    /** This controller exists in version 1 only; version 2 freezes groups without a controller. */
    FREEZER;

    /** The name of the controller in a tree of version 1. */
    String legacy() {
        return this == IO ? "blkio" : unified();
    }

    /** The name of the controller in the tree of version 2. */
    String unified() {
        return name().toLowerCase(Locale.ROOT);
    }
}
