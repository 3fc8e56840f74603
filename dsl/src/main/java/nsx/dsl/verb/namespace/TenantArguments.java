package nsx.dsl.verb.namespace;

import java.util.List;
import java.util.Optional;
import nsx.discover.Tenant;
import nsx.dsl.session.Call;
import nsx.dsl.value.namespace.RunningTenants;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;

/** The options that select a tenant of another program, such as {@code docker: 'web'}. */
final class TenantArguments {
    private static final Reader<String> NAME = Reader.text().as(Type.TENANT);

    /** The options; each has the name of its kind of tenant. */
    static final List<Parameter<String>> ALL = List.of(
            Parameter.named("docker", NAME, "a container of Docker, by its name or id"),
            Parameter.named("podman", NAME, "a container of root's Podman, by its name or id"),
            Parameter.named(
                    "container",
                    NAME,
                    "a container of Docker, Podman, containerd, CRI-O, runc, crun or LXC, by its name, its id, or as namespaces() has it: 'runc/web', 'podman-1000/0123456789ab', 'flatpak-1000/org.gimp.GIMP'"),
            Parameter.named("pod", NAME, "a pod of Kubernetes, as NAMESPACE/NAME or by its id"),
            Parameter.named("machine", NAME, "a machine of systemd"),
            Parameter.named("unit", NAME, "a service of systemd"));

    private TenantArguments() {}

    /** The option in the call; empty for none. */
    static Optional<Parameter<String>> given(Call call) {
        return ALL.stream().filter(call::has).findFirst();
    }

    /** The tenant that the option selects. */
    static Tenant find(Call call, Parameter<String> option) {
        return RunningTenants.find(call.session(), option.name(), call.get(option));
    }
}
