package nsx.dsl.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.change.Executor;
import nsx.dsl.change.Operation;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.netlink.Request;
import nsx.ns.NamespaceKind;
import nsx.ns.UnresolvedException;
import nsx.sys.Files;

/** Notes operations instead of executing them, together with their effects on later ones. */
public final class Planner implements Executor, Foresight {
    private final Session session;
    private final ShadowKernel kernel;
    private final Places places;
    private final List<PlannedOperation> operations = new ArrayList<>();
    private final Map<String, List<String>> effects = new LinkedHashMap<>();
    private final Set<Capability> needed = EnumSet.noneOf(Capability.class);
    private final Set<String> unresolved = new TreeSet<>(NUMBERED);

    /** Whether an effect of plain Groovy was suppressed that later lines may depend on. */
    private volatile boolean isHeldBack;

    private static final java.util.Comparator<String> NUMBERED = java.util.Comparator.comparing(
                    (String s) -> s.replaceFirst("^line (\\d+).*", "$1").length())
            .thenComparing(s -> s);

    private Planner(Session session) {
        this.session = session;
        this.kernel = new ShadowKernel(session.kernel(), session.host());
        this.places = new Places(session);
    }

    /** A planner for a session; {@link #during} makes the plan. */
    public static Planner of(Session session) {
        return new Planner(session);
    }

    /** Runs the lines against the existing state and the state that earlier lines would leave; changes nothing. */
    public Planner during(Runnable lines) {
        session.foresee(kernel, this, this, () -> {
            try {
                lines.run();
            } catch (RuntimeException | AssertionError e) {
                if (passes(e, 0).isEmpty()) {
                    throw e;
                }
            }
            return null;
        });
        return this;
    }

    /** The operations so far. */
    public Plan plan() {
        Set<Capability> missing = EnumSet.copyOf(needed);
        missing.removeAll(Capability.effective(Files.readText("/proc/thread-self/status")));
        return new Plan(
                operations, effects, missing.stream().map(Capability::toString).toList(), List.copyOf(unresolved));
    }

    public Explained explained() {
        return new Explained(plan());
    }

    @Override
    public Object run(Operation operation) {
        Operation.Step step = operation.step();
        if (step instanceof Operation.Netlink netlink) {
            return ask(operation, List.of(netlink.request().get()));
        }
        if (step instanceof Operation.Batch batch) {
            return ask(operation, batch.requests().get());
        }
        if (step instanceof Operation.Passing passing) {
            Object answer = kernel.passing(
                    passing.to(), fd -> ask(operation, List.of(passing.request().apply(fd))));
            if (places.isHost(passing.to())
                    && !places.isHost(operation.context().net())) {
                // the far end is created in or moved to the host's network
                effect("devices", operation);
            }
            return answer;
        }
        boolean start = step instanceof Operation.Start;
        String text = start ? ((Operation.Start) step).text() : ((Operation.SystemCall) step).text();
        note(operation, Footprint.of(step), List.of(text));
        return start
                ? ((Operation.Start) step).foresight().apply(kernel)
                : ((Operation.SystemCall) step).foresight().apply(kernel);
    }

    private Object ask(Operation operation, List<Request> requests) {
        int family = requests.get(0).protocol();
        Object answer = requests.size() == 1
                ? kernel.netlink(operation.context(), family).ack(requests.get(0))
                : kernel.netlink(operation.context(), family).pipeline(requests);
        List<String> lines = new ArrayList<>();
        requests.forEach(request -> lines.addAll(described(request)));
        Request telling = requests.get(requests.size() / 2);
        note(operation, Footprint.of(telling), lines);
        return answer;
    }

    /** Describes a request; a descriptor is shown as its namespace. */
    private List<String> described(Request request) {
        return request.lines().stream().map(this::named).toList();
    }

    private String named(String line) {
        java.util.regex.Matcher number =
                java.util.regex.Pattern.compile("(_FD=)(\\d+)").matcher(line);
        return number.find()
                ? kernel.described(Integer.parseInt(number.group(2)))
                        .map(n -> number.replaceFirst("$1(a descriptor of " + places.name(n) + ")"))
                        .orElse(line)
                : line;
    }

    private void note(Operation operation, Footprint footprint, List<String> calls) {
        NamespaceKind kind = footprint.kind();
        operations.add(new PlannedOperation(
                line(new Throwable()),
                places.name(operation.context()),
                operation.prose(),
                places.command(operation.context(), kind, operation.command()),
                calls));
        boolean ours = kind == null
                ? footprint.what().equals("files") || footprint.what().equals("sysctls")
                : operation.context().get(kind).filter(places::isHost).isPresent();
        if (ours) {
            effect(footprint.what(), operation);
        }
        if (operation.context().get(NamespaceKind.USER).filter(places::isHost).isPresent()) {
            needed.addAll(footprint.capabilities());
        }
    }

    private void effect(String what, Operation operation) {
        effects.computeIfAbsent(what, w -> new ArrayList<>()).add(operation.prose());
    }

    /** The line of the script in a stack trace; 0 for none. */
    private int line(Throwable at) {
        return Arrays.stream(at.getStackTrace())
                .filter(f -> f.getFileName() != null
                        && session.source(f.getFileName()).isPresent())
                .mapToInt(StackTraceElement::getLineNumber)
                .filter(n -> n > 0)
                .findFirst()
                .orElse(0);
    }

    /** The value of a word that reads an unknown fact; an error for a word that changes something. */
    @Override
    public Object run(Verb verb, Call call) {
        try {
            return verb.run(call);
        } catch (UnresolvedException e) {
            boolean acts = !verb.asks(call)
                    && !(verb.passesThrough(call) && call.block().isEmpty());
            if (acts) {
                unresolved(line(e), verb.name() + ": " + e.getMessage());
            }
            return new Unknown(e.getMessage());
        } catch (NsxException e) {
            if (e.exitCode() != ExitCode.NOT_PERMITTED) {
                throw e;
            }
            unresolved(line(e), e.getMessage() + ": " + e.reason());
            return new Unknown(e.getMessage());
        }
    }

    private synchronized void unresolved(int line, String what) {
        unresolved.add((line > 0 ? "line " + line + ": " : "") + what);
    }

    @Override
    public Optional<Object> holdsBack(String deed) {
        isHeldBack = true;
        unresolved(line(new Throwable()), "it " + deed);
        return Optional.of(new HeldBack(deed));
    }

    @Override
    public Optional<Object> passes(Throwable failure, int line) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String text = String.valueOf(e.getMessage());
            boolean misses = isHeldBack && (e instanceof IOException || text.contains(HeldBack.class.getName()));
            if (e instanceof UnresolvedException || text.contains(Unknown.TEXT) || misses) {
                String why = e instanceof UnresolvedException
                        ? text
                        : misses ? "it needs what is not done: " + text : unknown(e);
                int at = line(e);
                unresolved(at > 0 ? at : line, why);
                return Optional.of(new Unknown("the value of line " + (at > 0 ? at : line)));
            }
        }
        return Optional.empty();
    }

    private static String unknown(Throwable e) {
        return e instanceof AssertionError
                ? "the assertion compares a value that is not known before it runs"
                : "it depends on a value that is not known before it runs";
    }
}
