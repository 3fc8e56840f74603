package nsx.discover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.proc.ProcessInfo;
import nsx.sys.DirectoryReader;

/** Lists the containers, pods, machines and units of other programs that run now, in one pass over the processes. */
public final class Tenants {
    private final RuntimeState state;
    private final Map<String, Tenant> found = new LinkedHashMap<>();

    Tenants(RuntimeState state) {
        this.state = state;
    }

    /** All tenants, sorted by kind and name. */
    public static List<Tenant> all() {
        return new Tenants(new RuntimeState("")).read("/proc");
    }

    /**
     * The tenants with a name.
     *
     * @param kind one of {@link Tenant#kind}, or {@code container}
     * @param name a name, an id or the beginning of an id; among containers of any kind also a title
     */
    public static List<Tenant> find(String kind, String name) {
        return Tenant.find(all(), kind, name);
    }

    /** The files and directories of runtimes that are not believed, each with the reason. */
    public static List<String> refused() {
        RuntimeState state = new RuntimeState("");
        new Tenants(state).read("/proc");
        return state.refused();
    }

    /** Whether the tenant's first process still runs. */
    public static boolean isThere(Tenant tenant) {
        return ProcessInfo.started(tenant.pid()).stream().anyMatch(s -> s == tenant.started());
    }

    List<Tenant> read(String root) {
        Map<String, Optional<Container>> groups = new HashMap<>();
        try (DirectoryReader proc = new DirectoryReader(root)) {
            Optional<String> ownMounts = proc.link("self/ns/mnt");
            for (int pid : proc.numbers(".")) {
                String cgroup = proc.enter(pid) ? proc.text("cgroup").orElse("") : "";
                state.container(pid, cgroup, groups)
                        .filter(c -> !c.isLoose() || !proc.link("ns/mnt").equals(ownMounts))
                        .ifPresent(container -> add(pid, container));
            }
        }
        List<Tenant> all = new ArrayList<>(found.values());
        all.sort(Comparator.comparing(Tenant::kind).thenComparing(Tenant::name));
        return List.copyOf(all);
    }

    /** Adds a process of a container; the process that started first represents the container. */
    private void add(int pid, Container container) {
        ProcessInfo.started(pid).ifPresent(started -> {
            put(new Tenant(container.runtime(), state.plainName(container), container.id(), pid, started));
            container
                    .pod()
                    .ifPresent(id ->
                            put(new Tenant("pod", state.pod(container).substring("pod/".length()), id, pid, started)));
        });
    }

    private void put(Tenant tenant) {
        found.merge(tenant.kind() + " " + tenant.id(), tenant, (a, b) -> b.started() < a.started() ? b : a);
    }
}
