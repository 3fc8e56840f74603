package nsx.dsl.value.namespace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.discover.Tenant;
import nsx.discover.Tenants;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.ns.NamespaceKind;
import nsx.sys.Files;

/** The containers, pods, machines and units of other programs. The search takes place where nsx was started. */
public final class RunningTenants {
    private static final int SHOWN = 5;

    private RunningTenants() {}

    /** The only tenant of a kind with a name. */
    public static Tenant find(Session session, String kind, String name) {
        List<Tenant> found = session.kernel().call(session.host(), () -> Tenants.find(kind, name));
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new NsxException("there is no " + title(kind) + " '" + name + "' that runs")
                    .because(reason(session))
                    .hint(others(session, kind))
                    .at(name);
        }
        throw new NsxException("'" + name + "' is more than one " + title(kind))
                .because(
                        found.stream().map(t -> t.title() + " (" + t.id() + ")").collect(Collectors.joining(", ")))
                .at(name)
                .hint(kind.equals("container") ? "such as: container: '" + apart(found) + "'" : null);
    }

    /** What selects the first tenant alone: its title, or its kind and id if another one has the same title. */
    private static String apart(List<Tenant> found) {
        Tenant first = found.get(0);
        boolean alone =
                found.stream().filter(t -> t.title().equals(first.title())).count() == 1;
        return alone ? first.title() : first.kind() + "/" + first.id();
    }

    /** Why a tenant may be missing; files that are not believed are named, as they may be its own. */
    private static String reason(Session session) {
        List<String> refused = session.kernel().call(session.host(), Tenants::refused);
        return refused.isEmpty()
                ? "no process is in one, or its files could have been written by others"
                : "no process is in one that a trusted file tells of; not believed: " + cut(refused);
    }

    private static String cut(List<String> all) {
        return all.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
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
        return all.isEmpty() ? "namespaces() lists what runs here" : "there are " + cut(all);
    }

    /** The tenant's namespace of a kind. */
    public static NamespaceValue namespace(Session session, Tenant tenant, NamespaceKind kind) {
        String path = directory(tenant) + "/ns/" + kind.file();
        NamespaceValue value = NamespaceValue.at(session, kind, path, tenant.title());
        confirm(session, tenant);
        return value;
    }

    /** The network namespace of a tenant by its title, such as {@code podman/web}; empty for other texts. */
    public static Optional<NamespaceValue> network(Session session, String title) {
        if (!Tenant.isTitle(title)) {
            return Optional.empty();
        }
        int slash = title.indexOf('/');
        Tenant tenant = find(session, title.substring(0, slash), title.substring(slash + 1));
        return Optional.of(namespace(session, tenant, NamespaceKind.NET));
    }

    /** The directory of the tenant's process in the /proc that nsx was started with. */
    public static String directory(Tenant tenant) {
        return Files.OWN_PROC + tenant.pid();
    }

    /** Checks the tenant again after its namespaces were opened, because its process number may have been reused. */
    public static void confirm(Session session, Tenant tenant) {
        if (!session.kernel().call(session.host(), () -> Tenants.isThere(tenant))) {
            throw new NsxException(tenant.title() + " has just ended").at(tenant.name());
        }
    }
}
