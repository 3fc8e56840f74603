package nsx.cgroup;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nsx.proc.MountInfo;
import nsx.sys.AttachedPrograms;
import nsx.sys.AttachedPrograms.Place;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * The BPF programs that inspect the sockets of a control group, including programs attached to groups above. Only
 * groups of version 2 have such programs.
 *
 * @param group the directory of the group
 */
public record GroupPrograms(String group, Set<Place> places) {
    /** Stands for the group of this process. */
    public static final long OWN = 0;

    /** The id of the root group. */
    public static final long ROOT = 1;

    private static final String OF_GROUPS = "CGROUP_";
    private static final String UNIFIED = "0::/";
    private static final int DIRECTORY = Files.O_RDONLY | Files.O_DIRECTORY;

    /**
     * Asks the kernel for the programs of a group.
     *
     * @param id the id of a group, or {@link #OWN}
     * @return no places if there are no programs or the user may not list them
     */
    public static GroupPrograms of(long id) {
        return trees().flatMap(tree -> read(tree, id).stream()).findFirst().orElse(new GroupPrograms("", Set.of()));
    }

    /**
     * The mount points of version 2: in this mount namespace, or in that of process 1, because {@code ip netns exec}
     * hides the mount.
     */
    private static Stream<String> trees() {
        return Stream.of("thread-self", "1").flatMap(process -> {
            try {
                String mounts = Files.readText("/proc/" + process + "/mountinfo");
                String root = process.equals("1") ? "/proc/1/root" : "";
                return MountInfo.parse(mounts, "cgroup2").stream().map(m -> root + m.target());
            } catch (SysException e) {
                // the user may not read it
                return Stream.empty();
            }
        });
    }

    /** Returns empty for a group that is gone, is not in this tree, or may not be read by the user. */
    private static Optional<GroupPrograms> read(String tree, long id) {
        try (Fd root = Files.open(tree, DIRECTORY);
                Fd group = id == OWN ? own(root) : Files.openNumbered(root, id, DIRECTORY)) {
            Set<Place> places = EnumSet.noneOf(Place.class);
            Arrays.stream(Place.values())
                    .filter(p -> p.name().startsWith(OF_GROUPS))
                    .filter(p -> AttachedPrograms.ofGroup(group, p))
                    .forEach(places::add);
            String name = places.isEmpty() ? "" : Files.link("/proc/thread-self/fd/" + group.number());
            return Optional.of(new GroupPrograms(name, places));
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    /** Opens the control group of this process. The line of version 2 is {@code 0::/PATH} (cgroups(7)). */
    private static Fd own(Fd root) {
        String path = Files.readText("/proc/thread-self/cgroup", Files.SMALL)
                .lines()
                .filter(line -> line.startsWith(UNIFIED))
                .findFirst()
                .map(line -> line.substring(UNIFIED.length()))
                .orElse("");
        return Files.openBelow(root, path.isEmpty() ? "." : path, DIRECTORY);
    }
}
