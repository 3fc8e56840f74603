package nsx.discover;

import java.util.List;
import java.util.Set;

/**
 * What a program other than nsx keeps in namespaces, with the process that stands for it.
 *
 * @param kind {@code docker}, {@code podman}, {@code containerd}, {@code crio}, {@code runc}, {@code crun}, {@code lxc},
 *     {@code machine}, {@code pod}, {@code unit}, or {@code podman-1000} for one of a user's own
 * @param name its name, the beginning of its id where it has none, NAMESPACE/POD of a pod
 * @param id the id of a container or pod; the name where there are no ids
 * @param pid its first process, by the number in the caller's /proc
 * @param started when that one started, in clock ticks since the boot
 */
public record Tenant(String kind, String name, String id, int pid, long started) {
    /** The kinds that {@code container} stands for. */
    private static final Set<String> CONTAINERS =
            Set.of("docker", "podman", "containerd", "crio", "runc", "crun", "lxc");
    /** An id is known by so many of its digits. */
    private static final int ENOUGH = 4;

    /** KIND/NAME. */
    public String title() {
        return kind + "/" + name;
    }

    /** Whether it is of a kind; {@code container} is any container. */
    public boolean is(String wanted) {
        return wanted.equals(kind) || wanted.equals("container") && CONTAINERS.contains(kind);
    }

    private boolean isCalled(String wanted) {
        return wanted.equals(name) || wanted.equals(id) || kind.equals("unit") && name.equals(wanted + ".service");
    }

    private boolean beginsWith(String wanted) {
        return wanted.length() >= ENOUGH && id.startsWith(wanted);
    }

    /** Those of this name or id; where none has it, those whose id begins so. */
    static List<Tenant> called(List<Tenant> all, String name) {
        List<Tenant> exact = all.stream().filter(t -> t.isCalled(name)).toList();
        return exact.isEmpty() ? all.stream().filter(t -> t.beginsWith(name)).toList() : exact;
    }
}
