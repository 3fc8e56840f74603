package nsx.dsl.op;

import java.util.List;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Session;
import nsx.ns.NamespaceKind;
import nsx.sys.DirectoryReader;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * A kernel parameter under /proc/sys in the current namespaces (proc_sys_net(5): parameters below net belong to the
 * network namespace of the opening thread).
 *
 * @param path the path below /proc/sys, with slashes because device names may contain dots
 */
public record Sysctl(String path) {
    private static final String ROOT = "/proc/sys/";

    /**
     * Parses a name as sysctl(8) does: the first separator decides whether dots or slashes separate; the other stands
     * for itself.
     */
    public static Sysctl named(Session session, String name) {
        String path = name.startsWith("/") ? name.substring(1) : swapped(name);
        Sysctl sysctl = new Sysctl(path);
        boolean safe = List.of(path.split("/")).stream().noneMatch(p -> p.isEmpty() || p.equals(".") || p.equals(".."));
        if (!safe || path.isEmpty() || !session.kernel().hasParameter(session.context(), ROOT + path)) {
            throw new NsxException("there is no sysctl " + (name.startsWith("/") ? sysctl.name() : name))
                    .because("no file " + sysctl.file())
                    // a property is in the script by its own name only
                    .at(name.startsWith("/") ? name.substring(name.lastIndexOf('/') + 1) : name)
                    .hint(safe ? sysctl.didYouMean(session) : null);
        }
        return sysctl;
    }

    private static String swapped(String name) {
        int dot = name.indexOf('.');
        int slash = name.indexOf('/');
        boolean slashes = slash >= 0 && (dot < 0 || slash < dot);
        return slashes ? name : name.replace('.', '\0').replace('/', '.').replace('\0', '/');
    }

    public static boolean isDirectory(Session session, String path) {
        return session.kernel()
                .call(
                        session.context(),
                        () -> Files.exists(ROOT + path)
                                && Files.stat(ROOT + path).isDirectory());
    }

    private String didYouMean(Session session) {
        int name = file().lastIndexOf('/') + 1;
        List<String> beside = session.kernel().call(session.context(), () -> beside(file().substring(0, name)));
        return Texts.didYouMean(file().substring(name), beside);
    }

    private static List<String> beside(String directory) {
        try (DirectoryReader reader = new DirectoryReader(directory)) {
            return reader.names(".");
        } catch (SysException e) {
            return List.of();
        }
    }

    public String file() {
        return ROOT + path;
    }

    /** The name with dots, as people write it. */
    public String name() {
        return swappedBack(path);
    }

    private static String swappedBack(String path) {
        return path.replace('/', '\0').replace('.', '/').replace('\0', '.');
    }

    /** The value in the file, without the newline. */
    public String text(Session session) {
        return session.kernel()
                .look(
                        session.context(),
                        kind(),
                        file(),
                        () -> Files.readText(file(), Files.SMALL).strip());
    }

    /**
     * The kind of namespace that the parameter belongs to (proc_sys_net(5), ipc_namespaces(7), uts_namespaces(7));
     * network for parameters of the machine.
     */
    public NamespaceKind kind() {
        if (path.matches("kernel/(hostname|domainname)")) {
            return NamespaceKind.UTS;
        }
        return path.matches("kernel/(msg|sem|shm).*|fs/mqueue/.*") ? NamespaceKind.IPC : NamespaceKind.NET;
    }
}
