package nsx.dsl.change;

import java.util.List;
import nsx.inverse.Inverse;
import nsx.ns.NamespaceKind;

/**
 * A system call as another process can make it.
 *
 * @param in the kinds of namespaces that it is made in
 */
public record Portable(Inverse.Call call, List<NamespaceKind> in, Arguments arguments) {
    /** The arguments, as {@link Inverse.Call} lists them. */
    @FunctionalInterface
    public interface Arguments {
        /** @param ahead whether the call takes back an operation that is not carried out yet */
        List<String> of(boolean ahead);
    }

    /** A call in namespaces of one kind, whose arguments are always the same. */
    public static Portable in(NamespaceKind kind, Inverse.Call call, String... arguments) {
        return new Portable(call, List.of(kind), ahead -> List.of(arguments));
    }
}
