package nsx.repl.complete;

import java.util.Set;
import nsx.ns.NamespaceKind;

/** A reference to namespaces, as a text expresses it. */
public sealed interface NamespaceReference {
    /** A namespace by its name, or by a pattern, which selects the first match. */
    record Named(NamespaceKind kind, String name) implements NamespaceReference {}

    /** The namespaces of a process. */
    record OfProcess(Set<NamespaceKind> kinds, int pid) implements NamespaceReference {}

    record Inode(long number) implements NamespaceReference {}

    record AtFile(NamespaceKind kind, String path) implements NamespaceReference {}

    /** The namespaces in a variable of the session. */
    record Variable(String name) implements NamespaceReference {}

    record Container(String name) implements NamespaceReference {}

    /** The namespaces that nsx was started in. */
    record Host() implements NamespaceReference {}

    /** New namespaces, which do not exist yet. */
    record Fresh() implements NamespaceReference {}
}
