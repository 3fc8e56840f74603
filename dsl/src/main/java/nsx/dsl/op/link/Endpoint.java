package nsx.dsl.op.link;

import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.dsl.unit.LinkName;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.process.Program;

/**
 * The address of a device: {@code NS:DEV} means DEV in network namespace NS, {@code DEV} one in the current
 * namespace. DEV may be an alternative name.
 *
 * @param namespace the name of the network namespace; empty for the current one
 */
public record Endpoint(Context context, String namespace, String device) {

    /** Parses an endpoint; the namespace must exist, the device need not. */
    public static Endpoint parse(Session session, String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Endpoint(session.context(), "", LinkName.checkAny(text));
        }
        return in(session, text.substring(0, colon), text.substring(colon + 1));
    }

    /**
     * A device in a namespace of this name; {@code host} is the one that nsx was started in, unless another has that
     * name.
     */
    public static Endpoint in(Session session, String namespace, String device) {
        Context context = session.kernel()
                .named(session.context(), NamespaceKind.NET, namespace)
                .map(session.context()::with)
                .or(() -> namespace.equals("host") ? Optional.of(session.host()) : Optional.empty())
                .orElseThrow(() -> new NsxException("there is no network namespace " + namespace)
                        .at(namespace)
                        .hint("make it with: netns '" + namespace + "'"));
        return new Endpoint(context, namespace, LinkName.checkAny(device));
    }

    /**
     * The namespace in a command line of ip(8); {@code $$} is the namespace of the shell, assumed to be that of nsx.
     */
    public String namespaceWord() {
        return namespace.isEmpty() || namespace.equals("host") ? "$$" : Program.quoted(namespace);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? device : namespace + ":" + device;
    }
}
