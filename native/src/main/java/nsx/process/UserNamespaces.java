package nsx.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nsx.discover.Discovery;
import nsx.ns.Context;
import nsx.ns.IdMap;
import nsx.ns.IdMaps;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Pipe;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * User namespaces and their id maps. A multithreaded program can neither create nor enter one (EINVAL), so unshare(1)
 * and nsenter(1) do it. Maps are written from outside, because only there they may have more than one id
 * (user_namespaces(7)).
 */
public final class UserNamespaces {
    private static final String LIMIT = "/proc/sys/user/max_user_namespaces";

    private UserNamespaces() {}

    /** The caller and nobody else, by these ids inside. */
    public static IdMaps caller(Context context, long uid, long gid) {
        Namespace parent = parent(context);
        Ids ids = parent.isEntered() ? Ids.own() : Ids.in(maps(parent));
        return new IdMaps(IdMap.of(uid, ids.user()), IdMap.of(gid, ids.group()));
    }

    /**
     * Creates a user namespace in that of the context, on a thread in the namespaces of nsx.
     *
     * @param maps outside ids are those of the context's user namespace
     * @return the namespace, held by a descriptor until it is closed
     * @throws NamespaceException if the kernel refuses; the cause explains it if it is known
     */
    public static Namespace make(Context context, IdMaps maps) {
        Namespace parent = parent(context);
        List<Fd> held = new ArrayList<>();
        List<String> command = new ArrayList<>(entering(parent, held));
        command.addAll(List.of("unshare", "--user"));
        try (Keeper keeper = start(command)) {
            write(parent, keeper.pid(), maps);
            return Namespace.holding(NamespaceKind.USER, Files.OWN_PROC + keeper.pid() + "/ns/user");
        } finally {
            held.forEach(Fd::close);
        }
    }

    private static Namespace parent(Context context) {
        return context.get(NamespaceKind.USER)
                .orElseThrow(() -> new NamespaceException("this kernel has no user namespaces"));
    }

    private static Keeper start(List<String> command) {
        try {
            return Keeper.start(command, false, false, Launcher::startHere);
        } catch (NamespaceException e) {
            throw refused("cannot make a user namespace", e.getMessage(), "CLONE_NEWUSER");
        }
    }

    /** Builds the exception. ENOSPC means either limit since 4.9, EUSERS before. */
    private static NamespaceException refused(String message, String said, String argument) {
        Optional<Errno> errno = Errno.atEnd(said);
        if (errno.filter(e -> e == Errno.ENOSPC || e == Errno.EUSERS).isPresent()) {
            return new NamespaceException("no more user namespaces can be made: user.max_user_namespaces is "
                    + Files.readText(LIMIT).strip() + ", and they can be nested 32 deep");
        }
        return errno.map(e -> new NamespaceException(message, new SysException("unshare", e, argument)))
                .orElseGet(() -> new NamespaceException(message + ": " + said));
    }

    private static void write(Namespace parent, int pid, IdMaps maps) {
        String directory = Files.OWN_PROC + pid + "/";
        put(parent, directory + "uid_map", maps.users(), false);
        try {
            put(parent, directory + "gid_map", maps.groups(), true);
        } catch (NamespaceException e) {
            if (!(e.getCause() instanceof SysException cause && cause.errno() == Errno.EPERM)) {
                throw e;
            }
            // a user without rights over groups may map their own group only if nobody inside can drop groups
            put(parent, directory + "setgroups", "deny");
            put(parent, directory + "gid_map", maps.groups(), true);
        }
    }

    private static void put(Namespace parent, String file, IdMap map, boolean groups) {
        if (map.isEmpty()) {
            return;
        }
        try {
            put(parent, file, map.text());
        } catch (SysException e) {
            String message = "cannot map " + (groups ? "groups " : "users ") + map;
            String why = e.errno() == Errno.EPERM ? reason(parent, map, groups) : "";
            throw new NamespaceException(message + why, e);
        }
    }

    /** The reason why a well-formed map is not permitted (new_idmap_permitted in kernel/user_namespace.c). */
    private static String reason(Namespace parent, IdMap map, boolean groups) {
        IdMaps around = parent.isEntered() ? IdMaps.ofThisThread() : maps(parent);
        OptionalLong missing = map.firstBeyond(groups ? around.groups() : around.users());
        String what = groups ? "group " : "user ";
        if (missing.isPresent()) {
            return ": there is no " + what + missing.getAsLong() + " in the outer user namespace, only "
                    + (groups ? around.groups() : around.users()).insideWords();
        }
        long own = groups ? Ids.own().group() : Ids.own().user();
        return Tasks.effectiveUser() == 0 ? "" : ": a plain user may map only their own id, " + what + own;
    }

    /** Writes a map file from the parent, because the writer must be in the parent or the new namespace. */
    private static void put(Namespace parent, String file, String text) {
        if (parent.isEntered()) {
            Files.writeText(file, text);
            return;
        }
        List<Fd> held = new ArrayList<>();
        List<String> command = new ArrayList<>(entering(parent, held));
        // the shell's own printf does not report why it fails
        command.addAll(List.of("sh", "-c", "exec env printf %s \"$2\" >\"$1\"", "sh", file, text));
        String said = said(command);
        held.forEach(Fd::close);
        if (!said.isEmpty()) {
            throw new SysException("write", Errno.atEnd(said).orElse(Errno.EIO), file);
        }
    }

    /** Runs a program and returns its standard error. */
    private static String said(List<String> command) {
        try (Pipe words = Pipe.open();
                Fd nothing = Files.open("/dev/null", Files.O_RDWR)) {
            Spawn.Setting setting = new Spawn.Setting(
                    nothing.number(), nothing.number(), words.writing().number(), true);
            try (Child child = Launcher.startHere(new Program(command, Map.of("LC_ALL", "C")), setting)) {
                words.writing().close();
                String said = Files.readText(words.reading());
                child.await();
                return said.strip();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NamespaceException("interrupted", e);
        }
    }

    /** Reads the id maps of a user namespace; outside ids are those of the calling thread's user namespace. */
    public static IdMaps maps(Namespace user) {
        if (user.isEntered()) {
            return IdMaps.ofThisThread();
        }
        List<Integer> inside = Discovery.processes(user);
        if (!inside.isEmpty()) {
            return IdMaps.of(inside.get(0));
        }
        // no process is inside: send one
        List<Fd> held = new ArrayList<>();
        List<String> command = List.of("nsenter", "--user=" + user.reach(held), "--preserve-credentials");
        try (Keeper visitor = Keeper.start(command, false, false, Launcher::startHere)) {
            return IdMaps.ofChild(visitor.pid());
        } catch (NamespaceException e) {
            throw refused("cannot enter " + user.text(), e.getMessage(), user.text());
        } finally {
            held.forEach(Fd::close);
        }
    }

    /**
     * Converts maps for a child of the context's user namespace to outside ids of the calling thread's user
     * namespace.
     */
    public static IdMaps seenFromHere(Context context, IdMaps maps) {
        Namespace parent = parent(context);
        if (parent.isEntered()) {
            return maps;
        }
        IdMaps around = maps(parent);
        return new IdMaps(
                maps.users().seenFromOutside(around.users()),
                maps.groups().seenFromOutside(around.groups()),
                maps.setgroups());
    }

    /** The command prefix that enters the user namespace. */
    private static List<String> entering(Namespace user, List<Fd> held) {
        if (user.isEntered()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("nsenter", "--user=" + user.reach(held)));
        command.addAll(credentials(user));
        command.add("--");
        return command;
    }

    /**
     * The options of nsenter(1) for user and group: the caller's ids inside or, if those do not exist, the lowest
     * ids, which are usually 0. Without options nsenter makes the program root, which is EINVAL where root does not
     * exist.
     */
    static List<String> credentials(Namespace user) {
        if (!mayChangeGroups()) {
            // without permission nsenter fails to drop groups
            return List.of("--preserve-credentials");
        }
        IdMaps maps = maps(user);
        return maps.users().isEmpty() || maps.groups().isEmpty()
                ? List.of("--preserve-credentials")
                : Ids.in(maps).options();
    }

    /**
     * Whether setgroups(2) is permitted; it is forbidden for good in and below a user namespace that a plain user
     * created.
     */
    private static boolean mayChangeGroups() {
        return Tasks.effectiveUser() == 0 && IdMaps.ofThisThread().setgroups();
    }

    /** The ids of a program inside the namespace. */
    private record Ids(long user, long group) {
        static Ids own() {
            return new Ids(
                    Integer.toUnsignedLong(Tasks.effectiveUser()), Integer.toUnsignedLong(Tasks.effectiveGroup()));
        }

        static Ids in(IdMaps maps) {
            return new Ids(id(maps.users(), own().user()), id(maps.groups(), own().group()));
        }

        private static long id(IdMap map, long own) {
            OptionalLong same = map.inside(own);
            return same.isPresent() ? same.getAsLong() : map.lowest().orElse(own);
        }

        List<String> options() {
            return List.of("--setuid=" + user, "--setgid=" + group);
        }
    }
}
