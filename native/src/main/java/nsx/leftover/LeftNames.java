package nsx.leftover;

import java.util.ArrayList;
import java.util.List;
import nsx.ns.NamedContexts;
import nsx.ns.NamedNamespaces;
import nsx.ns.NamespaceKind;
import nsx.process.Program;

/** Finds names without a namespace, and empty directories of names. */
final class LeftNames {
    private LeftNames() {}

    static List<Leftover> all() {
        List<Leftover> all = new ArrayList<>();
        for (NamespaceKind kind : NamespaceKind.values()) {
            NamedNamespaces names = new NamedNamespaces(kind);
            names.leftovers().forEach(name -> all.add(file(kind, names, name)));
            if (names.isEmptyOwn()) {
                all.add(directory(names.directory(), names::release));
            }
        }
        NamedContexts containers = new NamedContexts();
        if (containers.isEmptyOwn()) {
            all.add(directory(NamedContexts.DIRECTORY, containers::release));
        }
        return all;
    }

    private static Leftover file(NamespaceKind kind, NamedNamespaces names, String name) {
        String path = names.path(name);
        return new Leftover(
                kind.title() + " namespace",
                name,
                path,
                "no namespace is mounted on it",
                "rm " + Program.quoted(path),
                () -> names.deleteLeftover(name));
    }

    private static Leftover directory(String path, Runnable release) {
        return new Leftover(
                "directory",
                path.substring(path.lastIndexOf('/') + 1),
                path,
                "no name is in it",
                removal(path),
                release);
    }

    private static String removal(String path) {
        return "umount " + path + "; rmdir " + path;
    }
}
