package nsx.discover;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A container, pod, machine or unit of another program, with the process that represents it.
 *
 * @param kind {@code docker}, {@code podman}, {@code containerd}, {@code crio}, {@code runc}, {@code crun}, {@code
 * lxc}, {@code machine}, {@code pod}, {@code unit}, or {@code podman-1000} for a container of a user's own podman
 * @param name the name, the beginning of the id if there is no name, or NAMESPACE/POD for a pod
 * @param id the id of a container or pod; the name where there are no ids
 * @param pid the number of the first process in the caller's /proc
 * @param started when the first process started, in clock ticks since the boot
 */
public record Tenant(String kind, String name, String id, int pid, long started) {
    /** The runtimes whose tenants count as {@code container}. */
    private static final Set<String> CONTAINERS =
            Set.of("docker", "podman", "containerd", "crio", "runc", "crun", "lxc");
    /** KIND/NAME of a kind. */
    private static final Pattern TITLE =
            Pattern.compile("(container|docker|podman(-\\d+)?|containerd|crio|runc|crun|lxc|machine|pod|unit)/.+");
    /** The least number of digits that identify an id. */
    private static final int ENOUGH = 4;

    /** Whether a text is a title: KIND/NAME, or {@code container/NAME} for a container of any kind. */
    public static boolean isTitle(String text) {
        return TITLE.matcher(text).matches();
    }

    /** Returns KIND/NAME. */
    public String title() {
        return kind + "/" + name;
    }

    /** Whether the tenant is of a kind; {@code container} matches any container. */
    public boolean is(String wanted) {
        return wanted.equals(kind) || wanted.equals("container") && CONTAINERS.contains(kind);
    }

    private boolean isCalled(String wanted) {
        return wanted.equals(name) || wanted.equals(id) || kind.equals("unit") && name.equals(wanted + ".service");
    }

    private boolean beginsWith(String wanted) {
        return wanted.length() >= ENOUGH && id.startsWith(wanted);
    }

    /** The tenants with this name or id; if there are none, the tenants whose id begins with it. */
    static List<Tenant> called(List<Tenant> all, String name) {
        List<Tenant> exact = all.stream().filter(t -> t.isCalled(name)).toList();
        return exact.isEmpty() ? all.stream().filter(t -> t.beginsWith(name)).toList() : exact;
    }
}
