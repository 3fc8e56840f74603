package nsx.dsl.op;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Prospect;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Here;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.process.Program;
import nsx.process.UntrustedException;
import nsx.sys.SysException;

/** Starts programs. Nothing undoes the changes that a program makes. */
public final class ProgramOperations {
    private ProgramOperations() {}

    /** @param action starts the program in the context */
    public static Operation run(Here here, Program program, Callable<?> action) {
        String text = program.arguments().stream().map(a -> "\"" + a + "\"").collect(Collectors.joining(", "));
        return Operation.irreversible(
                here.context(),
                new Operation.Start(
                        "execve(\"" + program.arguments().get(0) + "\", [" + text + "])",
                        () -> found(program, action),
                        prospect -> started(prospect, here.context(), program)),
                here.session().place().entrance().command() + prefix(here) + program.text(),
                "run " + program.text());
    }

    /** Runs a program that is only needed for its output, so there is nothing to undo. */
    public static Operation ask(Here here, Program program, Callable<?> action) {
        return run(here, program, action).losing("");
    }

    /** Starts a background program; {@code end} returns the operations that end it. */
    public static Operation stay(Here here, Program program, Callable<?> action, Supplier<List<Operation>> end) {
        return run(here, program, action).losing("").takenBackBy(end);
    }

    /** Ends a started program. */
    public static Operation end(Here here, int pid, String title, Callable<?> action) {
        return Operation.irreversible(
                here.context(),
                new Operation.Start("kill(" + pid + ", SIGTERM)", action, prospect -> null),
                "kill " + pid,
                "end " + title);
    }

    /** Runs the action; a missing or invalid program is an error of the script and not of privileges. */
    private static Object found(Program program, Callable<?> action) throws Exception {
        try {
            return action.call();
        } catch (UntrustedException e) {
            throw Failure.explain("cannot run " + line(program), e)
                    .at(program.arguments().get(0));
        } catch (SysException e) {
            // a line for a shell names another program than the shell
            String name = e.call().equals("execve")
                    ? e.argument()
                    : program.arguments().get(0);
            NsxException failure = new NsxException("cannot run " + name, e).at(name);
            switch (e.call() + " " + e.errno()) {
                case "execve ENOENT" ->
                    throw failure.because(
                                    name.contains("/")
                                            ? "there is no such file (ENOENT)"
                                            : "no directory of PATH has a program of this name")
                            .hint(name.contains(" ") ? "a whole command line is for sh: sh '" + name + "'" : null);
                case "execve EACCES", "posix_spawn EACCES" ->
                    throw failure.because("it is not executable (EACCES)")
                            .hint("see its mode with: sh 'ls -l " + name + "'");
                case "posix_spawn ENOENT" ->
                    throw failure.because("the interpreter that its first line or its header names does not exist");
                default -> throw e;
            }
        }
    }

    /** Notes in a plan that the first program started in a time namespace fixes its offsets. */
    private static Object started(Prospect prospect, Context context, Program program) {
        if (context.get(NamespaceKind.TIME).filter(Namespace::isPlanned).isPresent()) {
            prospect.leaves(context, NamespaceKind.TIME, TimeOperations.FROZEN, true);
        }
        return prospect.unknown("the result of '" + line(program) + "'");
    }

    /** The command line as the user wrote it, without the shell that runs it. */
    private static String line(Program program) {
        List<String> arguments = program.arguments();
        boolean shell = arguments.size() == 3 && arguments.get(0).equals("/bin/sh");
        return shell ? arguments.get(2) : program.text();
    }

    private static String prefix(Here here) {
        List<Namespace> foreign = here.context().all().stream()
                .filter(n -> !here.session().host().get(n.kind()).equals(Optional.of(n)))
                .toList();
        if (foreign.isEmpty()) {
            return "";
        }
        String directory = new NamedNamespaces(NamespaceKind.NET).path("");
        String path = foreign.get(0).reach();
        if (foreign.size() == 1 && path.startsWith(directory)) {
            return "ip netns exec " + Program.quoted(path.substring(directory.length())) + " ";
        }
        return foreign.stream()
                .map(n -> Program.quoted("--" + n.kind().option() + "=" + n.reach()))
                .collect(Collectors.joining(" ", "nsenter ", " "));
    }
}
