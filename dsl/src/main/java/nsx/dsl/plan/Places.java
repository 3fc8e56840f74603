package nsx.dsl.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Place;
import nsx.dsl.session.Session;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.process.Program;

/** The names of contexts in a plan, and the commands by which a command line enters them. */
public final class Places {
    private static final String NETNS = new NamedNamespaces(NamespaceKind.NET).path("");
    private final Session session;
    private final Map<Namespace, String> names = new HashMap<>();

    public Places(Session session) {
        this.session = session;
    }

    /** {@code host}, the name of the block, or the names of the namespaces that are not the host's. */
    public String name(Context context) {
        List<Namespace> foreign = foreign(context);
        if (foreign.isEmpty()) {
            return "host";
        }
        return session.places().stream()
                .filter(p -> p.context().equals(context))
                .map(Place::name)
                .findFirst()
                .orElseGet(() -> foreign.stream().map(this::name).collect(Collectors.joining("+")));
    }

    /** The name of a namespace, {@code host}, or the kernel's number. */
    String name(Namespace namespace) {
        if (isHost(namespace)) {
            return "host";
        }
        Optional<String> planned = namespace.path().filter(p -> namespace.isPlanned());
        return planned.map(p -> p.substring(p.lastIndexOf('/') + 1))
                .orElseGet(() ->
                        names.compute(namespace, (n, known) -> known != null && isNamed(n, known) ? known : find(n)));
    }

    /** The name by which it was reached, as long as it has that one: the names can be many. */
    private String find(Namespace namespace) {
        return namespace
                .path()
                .flatMap(path -> NamedNamespaces.name(namespace.kind(), path))
                .filter(name -> isNamed(namespace, name))
                .orElseGet(() -> first(namespace));
    }

    private String first(Namespace namespace) {
        return session.kernel().names(session.context(), namespace.kind()).stream()
                .filter(name -> isNamed(namespace, name))
                .findFirst()
                .orElse(namespace.text());
    }

    /** Whether the namespace has this name, including changes by earlier lines of the plan. */
    private boolean isNamed(Namespace namespace, String name) {
        try {
            return session.kernel()
                    .named(session.context(), namespace.kind(), name)
                    .filter(namespace::equals)
                    .isPresent();
        } catch (NamespaceException e) {
            return false;
        }
    }

    boolean isHost(Namespace namespace) {
        return session.host().get(namespace.kind()).filter(namespace::equals).isPresent();
    }

    private List<Namespace> foreign(Context context) {
        return context.all().stream().filter(n -> !isHost(n)).toList();
    }

    /** The command line of an operation, for a shell in the namespaces that nsx was started in. */
    public String command(Operation operation) {
        Operation.Step step = operation.step();
        boolean network = !(step instanceof Operation.SystemCall || step instanceof Operation.Start);
        NamespaceKind kind = network ? NamespaceKind.NET : Footprint.of(step).kind();
        return command(operation.context(), kind, operation.command());
    }

    /** The command line, for a shell in the namespaces that nsx was started in. */
    String command(Context context, NamespaceKind kind, String command) {
        String foreign = command.matches("(perl|python3) .*") ? "  # util-linux has no program for this" : "";
        return entering(context, kind, command) + foreign;
    }

    private String entering(Context context, NamespaceKind kind, String command) {
        Optional<Namespace> inside =
                kind == null ? Optional.empty() : context.get(kind).filter(n -> !isHost(n));
        if (inside.isEmpty()) {
            return command;
        }
        String path = inside.get().reach();
        String name = name(inside.get());
        if (kind == NamespaceKind.NET && (path.equals(NETNS + name) || isNamed(inside.get(), name))) {
            return command.startsWith("ip ")
                    ? "ip -n " + name + command.substring(2)
                    : "ip netns exec " + name + " " + program(command);
        }
        String enter = "nsenter --" + kind.option() + "=" + path + " ";
        // all namespaces must be opened before the first is entered
        return enter + (command.startsWith("nsenter ") ? command.substring("nsenter ".length()) : program(command));
    }

    /** Runs a command line that has shell syntax through a shell. */
    private static String program(String command) {
        boolean plain = !command.replaceAll("'[^']*'", "").matches(".*[;&|<>{}].*");
        return plain ? command : "sh -c " + Program.inQuotes(command);
    }
}
