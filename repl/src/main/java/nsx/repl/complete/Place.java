package nsx.repl.complete;

import java.util.Set;
import nsx.ns.NamespaceKind;

/** How a text says which namespaces are meant. */
public sealed interface Place {
    /** By name, or by a pattern, which stands for the first that it matches. */
    record Named(NamespaceKind kind, String name) implements Place {}

    /** Those of a process. */
    record OfProcess(Set<NamespaceKind> kinds, int pid) implements Place {}

    record Inode(long number) implements Place {}

    record AtFile(NamespaceKind kind, String path) implements Place {}

    /** What a variable of the session holds. */
    record Variable(String name) implements Place {}

    record Container(String name) implements Place {}

    /** Those that nsx was started in. */
    record Host() implements Place {}

    /** Some that are not there yet. */
    record Fresh() implements Place {}
}
