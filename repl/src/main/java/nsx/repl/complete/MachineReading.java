package nsx.repl.complete;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import nsx.discover.Tenant;
import nsx.discover.Tenants;
import nsx.dsl.op.ipc.SysvKind;
import nsx.ipc.IpcObject;
import nsx.ns.NamespaceKind;
import nsx.proc.ProcessInfo;
import nsx.proc.Users;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Reads names from the calling thread's /proc and other file systems. */
final class MachineReading {
    private static final String QUEUES = "/dev/mqueue";

    private MachineReading() {}

    static List<Item> processes(IntFunction<String> command) {
        return ProcessInfo.pids().stream()
                .map(pid -> Item.described(String.valueOf(pid), () -> command.apply(pid)))
                .toList();
    }

    /** The command of a process; empty if it is gone. */
    static String command(int pid) {
        return ProcessInfo.read(pid).map(ProcessInfo::command).orElse("");
    }

    /** The namespaces of readable processes, each with its first process. */
    static List<Item> inodes() {
        Map<Long, Item> all = new TreeMap<>();
        for (int pid : ProcessInfo.pids()) {
            for (NamespaceKind kind : NamespaceKind.values()) {
                try {
                    String id = Files.link("/proc/" + pid + "/ns/" + kind.file());
                    long inode = Long.parseLong(id.replaceAll("\\D", ""));
                    all.putIfAbsent(
                            inode,
                            Item.described(
                                    String.valueOf(inode),
                                    () -> kind.file() + ", process " + pid + " (" + command(pid) + ")"));
                } catch (SysException | NumberFormatException e) {
                    // the process ended or belongs to another user
                }
            }
        }
        return List.copyOf(all.values());
    }

    static List<Item> tenants(String kind) {
        List<Tenant> all = Tenants.all().stream().filter(t -> t.is(kind)).toList();
        Set<String> once = new HashSet<>();
        Set<String> several = new HashSet<>();
        all.forEach(t -> (once.add(t.name()) ? once : several).add(t.name()));
        return all.stream()
                .map(t -> item(t, several.contains(t.name()) ? t.title() : t.name()))
                .toList();
    }

    static List<Item> titles() {
        return Tenants.all().stream().map(t -> item(t, t.title())).toList();
    }

    private static Item item(Tenant tenant, String text) {
        return Item.described(
                text, () -> tenant.kind() + ", process " + tenant.pid() + " (" + command(tenant.pid()) + ")");
    }

    static List<Item> users() {
        return new TreeMap<>(Users.read().names())
                .entrySet().stream()
                        .map(u -> Item.of(u.getValue(), Integer.toUnsignedString(u.getKey())))
                        .toList();
    }

    /** The file systems that the kernel has now; it may load others for a mount. */
    static List<Item> filesystems() {
        return Files.readText("/proc/filesystems")
                .lines()
                .map(l -> l.substring(l.indexOf('\t') + 1).strip())
                .sorted()
                .map(Item::of)
                .toList();
    }

    static List<Item> keys(SysvKind kind) {
        Users users = Users.read();
        return kind.list().stream()
                .filter(o -> o.key() != 0)
                .map(o -> Item.of(String.format("0x%08x", o.key()), of(o, users)))
                .toList();
    }

    private static String of(IpcObject object, Users users) {
        return String.format("0%03o, %s", object.permissions(), users.name((int) object.uid()));
    }

    static List<Item> queues() {
        return names(QUEUES).stream().map(n -> Item.of("/" + n)).toList();
    }

    /**
     * The entries of a directory.
     *
     * @param path relative to the directory that nsx was started in, or absolute
     * @param after returns the text after a name, such as a slash
     */
    static List<Item> directory(String path, UnaryOperator<String> after) {
        Path directory = Path.of(path).toAbsolutePath();
        return names(directory.toString()).stream()
                .map(n -> new Item(
                        n, () -> "", () -> after.apply(directory.resolve(n).toString())))
                .toList();
    }

    /**
     * The executable files of a search path.
     *
     * @param path directories separated by colons
     */
    static List<Item> programs(String path) {
        return Arrays.stream(path.split(":"))
                .filter(directory -> directory.startsWith("/"))
                .flatMap(directory -> names(directory).stream().filter(name -> new File(directory, name).canExecute()))
                .distinct()
                .sorted()
                .map(name -> Item.of(name, ""))
                .toList();
    }

    /** Returns a slash for a directory, otherwise empty text. */
    static String slash(String path) {
        return new File(path).isDirectory() ? "/" : "";
    }

    private static List<String> names(String directory) {
        String[] names = new File(directory).list();
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }
}
