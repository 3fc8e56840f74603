package nsx.dsl.unit;

import java.nio.charset.StandardCharsets;
import nsx.discover.Tenant;
import nsx.dsl.error.NsxException;
import nsx.ns.NamespaceKind;

/** Checks names of namespaces, which must be valid file names. */
public final class NamespaceName {
    private static final int NAME_MAX = 255;

    private NamespaceName() {}

    /** Checks the name of a namespace that may exist already, perhaps created by another tool. */
    public static String check(NamespaceKind kind, String name) {
        return checked(kind.title() + " namespace", name, fault(name));
    }

    /** Checks the name of a new namespace, which must also be a single word for a shell. */
    public static String checkNew(NamespaceKind kind, String name) {
        return checkNew(kind.title() + " namespace", name);
    }

    /** @param what the named object: "network namespace", "container" */
    public static String checkNew(String what, String name) {
        boolean spaced = name.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        String fault = fault(name);
        return checked(what, name, fault == null && spaced ? "it holds white space" : fault);
    }

    private static String checked(String what, String name, String fault) {
        if (fault != null) {
            throw new NsxException("'" + name + "' cannot be the name of a " + what)
                    .because(fault)
                    .at(name)
                    .hint(Tenant.isTitle(name) ? "what others run is named as: " + Tenant.argument(name) : null);
        }
        return name;
    }

    private static String fault(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0) {
            return "it is empty";
        }
        if (bytes > NAME_MAX) {
            return "it has " + bytes + " bytes; at most " + NAME_MAX + " fit";
        }
        if (name.equals(".") || name.equals("..")) {
            return "it is a directory";
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            return "it holds '" + (name.indexOf('/') >= 0 ? "/" : "\\0") + "'";
        }
        return null;
    }
}
