package nsx.discover;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container, pod, machine or unit of another program, with the process that represents it.
 *
 * @param kind {@code docker}, {@code podman}, {@code containerd}, {@code crio}, {@code runc}, {@code crun}, {@code
 * lxc}, {@code machine}, {@code pod}, {@code unit}, or {@code podman-1000} or {@code flatpak-1000} for
 * a container of a user's own podman or an app of flatpak
 * @param name the name, the beginning of the id if there is no name, or NAMESPACE/POD for a pod
 * @param id the id of a container or pod, after its namespace if that is not containerd's usual one ({@code
 * shop/web}); the name where there are no ids
 * @param pid the number of the first process in the caller's /proc
 * @param started when the first process started, in clock ticks since the boot
 */
public record Tenant(String kind, String name, String id, int pid, long started) {
    /** The runtimes whose tenants count as {@code container}. */
    private static final Set<String> CONTAINERS =
            Set.of("docker", "podman", "containerd", "crio", "runc", "crun", "lxc");
    /** The kinds that {@code netns} and {@code enter} take by an argument of this name. */
    private static final Set<String> WITH_ARGUMENT = Set.of("docker", "podman", "pod", "machine", "unit", "container");
    /** KIND/NAME of a kind. */
    private static final Pattern TITLE = Pattern.compile(
            "(container|docker|podman(?:-\\d+)?|flatpak-\\d+|containerd|crio|runc|crun|lxc|machine|pod|unit)/.+");
    /** The least number of digits that identify an id. */
    private static final int ENOUGH = 4;

    /** Whether a text is a title: KIND/NAME, or {@code container/NAME} for a container of any kind. */
    public static boolean isTitle(String text) {
        return TITLE.matcher(text).matches();
    }

    /**
     * The argument of {@code netns} and {@code enter} that selects the tenant with a title: {@code docker: 'web'}, or
     * {@code container: 'runc/web'} for a kind that has no argument of its own.
     */
    public static String argument(String title) {
        int slash = title.indexOf('/');
        String kind = title.substring(0, slash);
        return WITH_ARGUMENT.contains(kind)
                ? kind + ": '" + title.substring(slash + 1) + "'"
                : "container: '" + title + "'";
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
        return wanted.length() >= ENOUGH && bareId().startsWith(wanted);
    }

    /** The id without the namespace of containerd. */
    private String bareId() {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** The tenants of a kind with this name, id, beginning of an id or, among containers of any kind, title. */
    static List<Tenant> find(List<Tenant> all, String kind, String name) {
        if (kind.equals("container") && isTitle(name) && !name.startsWith("container/")) {
            int slash = name.indexOf('/');
            return find(all, name.substring(0, slash), name.substring(slash + 1));
        }
        return called(all.stream().filter(t -> t.is(kind)).toList(), name);
    }

    /**
     * The tenants with this name or id; if there are none, those with this id in a namespace of containerd; if there
     * are none either, those whose id begins with it.
     */
    static List<Tenant> called(List<Tenant> all, String name) {
        return Stream.<Predicate<Tenant>>of(
                        t -> t.isCalled(name), t -> t.bareId().equals(name), t -> t.beginsWith(name))
                .map(which -> all.stream().filter(which).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
