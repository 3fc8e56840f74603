package nsx.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nsx.proc.MountInfo;
import nsx.sys.Mounts;

/** How mounts and unmounts below a mount propagate to its copies in other mount namespaces (mount_namespaces(7)). */
public enum Propagation {
    SHARED(Mounts.MS_SHARED),
    SLAVE(Mounts.MS_SLAVE),
    PRIVATE(Mounts.MS_PRIVATE),
    UNBINDABLE(Mounts.MS_UNBINDABLE);

    private final long flag;

    Propagation(long flag) {
        this.flag = flag;
    }

    /** The word after {@code --make-} of mount(8). */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Parses one of the words; throws IllegalArgumentException for any other text. */
    public static Propagation of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** All propagations of a mount; a slave can be shared as well. */
    public static List<Propagation> of(MountInfo mount) {
        List<Propagation> all = new ArrayList<>();
        for (String field : mount.propagation()) {
            switch (field.split(":")[0]) {
                case "shared" -> all.add(SHARED);
                case "master" -> all.add(SLAVE);
                case "unbindable" -> all.add(UNBINDABLE);
                default -> {
                    // propagate_from describes a mount between this one and its master
                }
            }
        }
        return all.isEmpty() ? List.of(PRIVATE) : all;
    }

    /** Whether a mount already has this propagation, so that setting it changes nothing. */
    public boolean fits(MountInfo mount) {
        List<Propagation> is = of(mount);
        return this == SHARED ? is.contains(SHARED) : is.equals(List.of(this));
    }

    /** Whether setting this propagation has an effect: the kernel does not make a mount without peers a slave. */
    public boolean isPossible(MountInfo mount) {
        return this != SLAVE || of(mount).contains(SHARED) || of(mount).contains(SLAVE);
    }

    /**
     * Sets this propagation on the mount at a path.
     *
     * @param recursive whether to include the mounts below
     */
    public void perform(String target, boolean recursive) {
        Mounts.mount("none", target, null, flag | (recursive ? Mounts.MS_REC : 0), null);
    }

    /** The flags as written in a call of mount(2). */
    public String flags(boolean recursive) {
        return "MS_" + name() + (recursive ? "|MS_REC" : "");
    }

    /** Returns a mount with this propagation. */
    public MountInfo planned(MountInfo mount) {
        return mount.on(
                mount.parent(),
                switch (this) {
                    case SHARED -> {
                        List<String> all = new ArrayList<>(mount.propagation());
                        all.removeIf(field -> field.equals("unbindable"));
                        all.add("shared:0");
                        yield List.copyOf(all);
                    }
                    case SLAVE -> List.of("master:0");
                    case PRIVATE -> List.of();
                    case UNBINDABLE -> List.of("unbindable");
                });
    }
}
