package nsx.repl.complete;

import java.util.Set;
import nsx.ns.NamespaceKind;

/** How a text says which namespaces are meant. */
public sealed interface NamespaceReference {
    /** By name, or by a pattern, which stands for the first that it matches. */
    record Named(NamespaceKind kind, String name) implements NamespaceReference {}

    /** Those of a process. */
    record OfProcess(Set<NamespaceKind> kinds, int pid) implements NamespaceReference {}

    record Inode(long number) implements NamespaceReference {}

    record AtFile(NamespaceKind kind, String path) implements NamespaceReference {}

    /** What a variable of the session holds. */
    record Variable(String name) implements NamespaceReference {}

    record Container(String name) implements NamespaceReference {}

    /** Those that nsx was started in. */
    record Host() implements NamespaceReference {}

    /** Some that are not there yet. */
    record Fresh() implements NamespaceReference {}
}
