package nsx.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.cgroup.ControlGroup;
import nsx.cgroup.Setting;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Prospect;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.process.Program;
import nsx.sys.Errno;
import nsx.sys.SysException;

/**
 * Creates, sets, empties and removes control groups. They belong to the machine, so operations act where nsx was
 * started.
 */
public final class CgroupOperations {
    private final Session session;
    private final Context host;

    public CgroupOperations(Session session) {
        this.session = session;
        this.host = session.host();
    }

    public <T> T look(Callable<T> reading) {
        return session.kernel().call(host, reading);
    }

    public ControlGroup group(String name) {
        return look(() -> ControlGroup.named(name));
    }

    /** The operations that create the group; none if it exists. */
    public List<Operation> ensure(String name) {
        List<String> missing = absent(name);
        return missing.isEmpty() ? List.of() : List.of(create(name, missing));
    }

    /** The directories that the group lacks. */
    private List<String> absent(String name) {
        return session.kernel().look(host, NamespaceKind.CGROUP, fact(name), () -> missing(name));
    }

    /** The directories of the group, existing or planned. */
    private List<String> paths(String name) {
        List<String> absent = absent(name);
        List<String> planned = look(() -> missing(name));
        return Stream.concat(group(name).paths().stream(), planned.stream())
                .filter(path -> !absent.contains(path))
                .toList();
    }

    private static List<String> missing(String name) {
        ControlGroup group = ControlGroup.named(name);
        List<String> missing = group.missing(Optional.empty());
        if (missing.isEmpty() && group.paths().isEmpty()) {
            throw new NsxException("there are no control groups on this machine")
                    .because("no file system of the type cgroup or cgroup2 is mounted")
                    .at(name)
                    .exit(ExitCode.UNSUPPORTED)
                    .hint("mount the trees: mount 'cgroup2', on: '/sys/fs/cgroup', type: 'cgroup2'");
        }
        return missing;
    }

    private Operation create(String name, List<String> missing) {
        return new Operation(
                host,
                new Operation.SystemCall(
                        missing.stream().map(p -> "mkdir(\"" + p + "\")").collect(Collectors.joining(", ")),
                        () -> {
                            made(name);
                            return null;
                        },
                        prospect -> leaves(prospect, fact(name), List.of())),
                "mkdir -p " + words(missing),
                "make control group " + name,
                () -> List.of(remove(name)));
    }

    private static void made(String name) {
        try {
            ControlGroup.named(name).create(Optional.empty());
        } catch (SysException e) {
            throw refused("cannot make control group " + name, e);
        }
    }

    private static RuntimeException refused(String message, SysException e) {
        return switch (e.errno()) {
            case EROFS ->
                new NsxException(message, e)
                        .because(
                                e.call() + " " + e.argument() + ": " + e.errno().text() + " (" + e.errno() + ")")
                        .exit(ExitCode.NOT_PERMITTED)
                        .hint("in a container, often only its runtime can change control groups");
            case EBUSY ->
                new NsxException(message, e)
                        .because(e.argument() + " is busy (EBUSY): a group with processes cannot have limited children")
                        .hint("first move the processes of that group into a group below it (cgroups(7))");
            default -> e;
        };
    }

    private Object leaves(Prospect prospect, String fact, Object value) {
        prospect.leaves(host, NamespaceKind.CGROUP, fact, value);
        return null;
    }

    private static String fact(String name) {
        return "directories of " + name;
    }

    private static String fact(String name, CgroupSetting what) {
        return what.word() + " of " + name;
    }

    /** The current limit; empty for none. */
    public Optional<Object> get(String name, CgroupSetting what) {
        ControlGroup group = group(name);
        return session.kernel().look(host, NamespaceKind.CGROUP, fact(name, what), () -> group.get(what.setting()));
    }

    /** The operations that set a limit; none if it already has the value. */
    public List<Operation> set(String name, CgroupSetting what, Object value) {
        Optional<Object> after = what.check(value);
        ControlGroup group = group(name);
        if (!look(() -> group.supports(what.setting()))) {
            throw lacking(name, what, "no mounted tree of control groups has a controller for it");
        }
        Optional<Object> before = get(name, what);
        return before.equals(after) ? List.of() : List.of(set(name, what, before, after));
    }

    private Operation set(String name, CgroupSetting what, Optional<Object> before, Optional<Object> after) {
        String text = after.map(String::valueOf).orElse("max");
        String command = look(() -> ControlGroup.named(name).command(what.setting(), after.orElse(null)));
        return new Operation(
                host,
                new Operation.SystemCall(
                        command.replaceAll("echo (.*?) > (\\S+)", "write(\"$2\", \"$1\")")
                                .replace(" && ", ", "),
                        () -> {
                            write(name, what, after);
                            return null;
                        },
                        prospect -> leaves(prospect, fact(name, what), after)),
                command,
                "set " + what.word() + " of " + name + " to " + text,
                () -> List.of(set(name, what, after, before)));
    }

    private static void write(String name, CgroupSetting what, Optional<Object> value) {
        try {
            ControlGroup.named(name).set(what.setting(), value.orElse(null));
        } catch (SysException e) {
            if (e.errno() == Errno.ENOENT) {
                throw lacking(name, what, "the kernel has no " + e.argument());
            }
            if (e.errno() == Errno.EBUSY && what == CgroupSetting.MEMORY) {
                throw new NsxException("cannot set memory of " + name + " to " + value.orElse("max"), e)
                        .because("more than that is in use (EBUSY)")
                        .at("memory");
            }
            throw refused("cannot set " + what.word() + " of " + name, e);
        }
    }

    private static NsxException lacking(String name, CgroupSetting what, String reason) {
        return new NsxException("cannot set " + what.word() + " of " + name)
                .because(reason)
                .at(what.word())
                .exit(ExitCode.UNSUPPORTED);
    }

    /** The operations that kill the group's processes; none without processes. */
    public List<Operation> kill(String name) {
        List<Integer> pids = look(() -> ControlGroup.named(name).processes());
        if (pids.isEmpty()) {
            return List.of();
        }
        String all = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return List.of(Operation.irreversible(
                host,
                new Operation.SystemCall(
                        pids.stream().map(p -> "kill(" + p + ", SIGKILL)").collect(Collectors.joining(", ")), () -> {
                            ControlGroup.named(name).kill();
                            return null;
                        }),
                "kill -KILL " + all,
                "end the processes of control group " + name));
    }

    /** The operations that remove the group; fails if it does not exist, or has processes and {@code kill} is false. */
    public List<Operation> delete(String name, boolean kill) {
        ControlGroup group = group(name);
        if (paths(name).isEmpty()) {
            throw new NsxException("there is no control group " + name).at(name).hint("see cgroup()");
        }
        List<Integer> pids = look(group::processes);
        if (!pids.isEmpty() && !kill) {
            throw new NsxException("cannot delete control group " + name)
                    .because(look(() -> ProcessRow.list(pids)) + " still in it")
                    .at(name)
                    .hint("kill: true kills its processes first");
        }
        List<Operation> all = new ArrayList<>(kill ? kill(name) : List.of());
        all.add(remove(name));
        return all;
    }

    private Operation remove(String name) {
        ControlGroup group = group(name);
        List<String> paths = paths(name);
        List<Operation> again = new ArrayList<>();
        look(() -> {
            again.add(create(name, paths));
            for (CgroupSetting what : CgroupSetting.values()) {
                Optional<Object> value = group.get(what.setting());
                value.filter(v -> what.setting() != Setting.FROZEN)
                        .ifPresent(v -> again.add(set(name, what, Optional.empty(), value)));
            }
            return null;
        });
        return new Operation(
                host,
                new Operation.SystemCall(
                        paths.stream().map(p -> "rmdir(\"" + p + "\")").collect(Collectors.joining(", ")),
                        () -> {
                            ControlGroup.named(name).delete();
                            return null;
                        },
                        prospect -> {
                            Arrays.stream(CgroupSetting.values())
                                    .forEach(what -> leaves(prospect, fact(name, what), Optional.empty()));
                            return leaves(prospect, fact(name), paths);
                        }),
                "rmdir " + words(paths),
                "delete control group " + name,
                () -> List.copyOf(again));
    }

    private static String words(List<String> paths) {
        return paths.stream().map(Program::quoted).collect(Collectors.joining(" "));
    }
}
