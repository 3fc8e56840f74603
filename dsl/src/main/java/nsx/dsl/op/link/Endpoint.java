package nsx.dsl.op.link;

import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Session;
import nsx.dsl.unit.LinkName;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.process.Program;

/**
 * A device's place: {@code NS:DEV} names DEV in network namespace NS, {@code DEV} is in the current one. DEV may be an alternative name.
 *
 * @param namespace the name of the network namespace; empty for the current one
 */
public record Endpoint(Context context, String namespace, String device) {

    /** Reads an endpoint string; the namespace must be there, the device need not. */
    public static Endpoint parse(Session session, String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Endpoint(session.context(), "", LinkName.checkAny(text));
        }
        return in(session, text.substring(0, colon), text.substring(colon + 1));
    }

    /** A device in a namespace of this name; {@code host} is the one nsx was started in when no other is called so. */
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

    /** The namespace in a command line of ip(8); {@code $$} is the namespace of the shell, taken to be that of nsx. */
    public String namespaceWord() {
        return namespace.isEmpty() || namespace.equals("host") ? "$$" : Program.quoted(namespace);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? device : namespace + ":" + device;
    }
}
