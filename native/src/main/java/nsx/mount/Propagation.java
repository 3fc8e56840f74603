package nsx.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nsx.proc.MountInfo;
import nsx.sys.Mounts;

/** What becomes of a mount or unmount below a mount, in the copies that other mount namespaces have of it (mount_namespaces(7)). */
public enum Propagation {
    SHARED(Mounts.MS_SHARED),
    SLAVE(Mounts.MS_SLAVE),
    PRIVATE(Mounts.MS_PRIVATE),
    UNBINDABLE(Mounts.MS_UNBINDABLE);

    private final long flag;

    Propagation(long flag) {
        this.flag = flag;
    }

    /** As it stands after {@code --make-} of mount(8). */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of the texts; anything else is an IllegalArgumentException. */
    public static Propagation of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** All that a mount is: a slave can be shared besides. */
    public static List<Propagation> of(MountInfo mount) {
        List<Propagation> all = new ArrayList<>();
        for (String field : mount.propagation()) {
            switch (field.split(":")[0]) {
                case "shared" -> all.add(SHARED);
                case "master" -> all.add(SLAVE);
                case "unbindable" -> all.add(UNBINDABLE);
                default -> {
                    // propagate_from tells of what lies between the mount and its master
                }
            }
        }
        return all.isEmpty() ? List.of(PRIVATE) : all;
    }

    /** Whether a mount is this already, so that asking again changes nothing. */
    public boolean fits(MountInfo mount) {
        List<Propagation> is = of(mount);
        return this == SHARED ? is.contains(SHARED) : is.equals(List.of(this));
    }

    /** Whether asking for it has an effect: the kernel leaves a mount that has no peers as it is, instead of making it a slave. */
    public boolean isPossible(MountInfo mount) {
        return this != SLAVE || of(mount).contains(SHARED) || of(mount).contains(SLAVE);
    }

    /**
     * Makes the mount at a place that.
     *
     * @param recursive the mounts below it too
     */
    public void perform(String target, boolean recursive) {
        Mounts.mount("none", target, null, flag | (recursive ? Mounts.MS_REC : 0), null);
    }

    /** As it stands in a call of mount(2). */
    public String flags(boolean recursive) {
        return "MS_" + name() + (recursive ? "|MS_REC" : "");
    }

    /** The mount as this leaves it. */
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
