package nsx.dsl.verb.namespace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.discover.Tenant;
import nsx.discover.Tenants;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Session;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.sys.Files;

/** The options that select a tenant of another program, such as {@code docker: 'web'}. */
final class TenantArguments {
    private static final int SHOWN = 5;
    private static final Reader<String> NAME = Reader.text().as(Type.TENANT);

    /** The options; each has the name of its kind of tenant. */
    static final List<Parameter<String>> ALL = List.of(
            Parameter.named("docker", NAME, "a container of Docker, by its name or id"),
            Parameter.named("podman", NAME, "a container of root's Podman, by its name or id"),
            Parameter.named(
                    "container",
                    NAME,
                    "a container of Docker, Podman, containerd, CRI-O, runc, crun or LXC, by its name or id"),
            Parameter.named("pod", NAME, "a pod of Kubernetes, as NAMESPACE/NAME or by its id"),
            Parameter.named("machine", NAME, "a machine of systemd"),
            Parameter.named("unit", NAME, "a service of systemd"));

    private TenantArguments() {}

    /** The option in the call; empty for none. */
    static Optional<Parameter<String>> given(Call call) {
        return ALL.stream().filter(call::has).findFirst();
    }

    /** The tenant that the option selects. The search takes place where nsx was started. */
    static Tenant find(Call call, Parameter<String> option) {
        Session session = call.session();
        String name = call.get(option);
        String kind = option.name();
        List<Tenant> found = session.kernel().call(session.host(), () -> Tenants.find(kind, name));
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new NsxException("there is no " + title(kind) + " '" + name + "' that runs")
                    .because("no process is in one, or its files could have been written by others")
                    .hint(others(session, kind))
                    .at(name);
        }
        throw new NsxException("'" + name + "' is more than one " + title(kind))
                .because(
                        found.stream().map(t -> t.title() + " (" + t.id() + ")").collect(Collectors.joining(", ")))
                .at(name);
    }

    private static String title(String kind) {
        return switch (kind) {
            case "docker" -> "Docker container";
            case "podman" -> "Podman container";
            default -> kind;
        };
    }

    private static String others(Session session, String kind) {
        List<String> all = session.kernel()
                .call(
                        session.host(),
                        () -> Tenants.all().stream()
                                .filter(t -> t.is(kind))
                                .map(Tenant::name)
                                .toList());
        return all.isEmpty()
                ? "namespaces() lists what runs here"
                : "there are " + all.stream().limit(SHOWN).collect(Collectors.joining(", "))
                        + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }

    /** The directory of the tenant's process in the /proc that nsx was started with. */
    static String directory(Tenant tenant) {
        return Files.OWN_PROC + tenant.pid();
    }

    /** Checks the tenant again after its namespaces were opened, because its process number may have been reused. */
    static void confirm(Session session, Tenant tenant) {
        if (!session.kernel().call(session.host(), () -> Tenants.isThere(tenant))) {
            throw new NsxException(tenant.title() + " has just ended").at(tenant.name());
        }
    }
}
