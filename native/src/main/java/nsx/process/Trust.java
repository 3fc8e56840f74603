package nsx.process;

import java.util.Optional;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/**
 * Decides whose files programs may come from. The owner of a mount namespace decides which file is /bin/sh in it. In
 * the owner's user namespace the owner gains nothing; in that of nsx the file would run with the rights of nsx's
 * user.
 */
public final class Trust {
    /** The maximum depth of nested user namespaces (user_namespaces(7)). */
    private static final int DEEPEST = 33;

    private Trust() {}

    /**
     * Refuses a context whose mount namespace belongs to another user namespace than nsx's own, if its programs would
     * run outside all user namespaces that the owner controls. Does nothing if the user has declared trust in it.
     *
     * @throws UntrustedException with a message about the consequences
     */
    public static void check(Context context) {
        Optional<Namespace> mounts = context.get(NamespaceKind.MNT).filter(m -> !m.isEntered() && !m.isPlanned());
        if (mounts.isEmpty() || context.isTrusting()) {
            return;
        }
        Optional<Namespace> owner = mounts.get().owner();
        try {
            if (owner.filter(o -> !o.isEntered() && !rules(o, context)).isPresent()) {
                throw new UntrustedException(
                        "programs from the files of " + mounts.get().text()
                                + " would run with the rights of nsx's user on the whole host: that mount namespace belongs to "
                                + owner.get().text() + ", which programs here are not in");
            }
        } finally {
            owner.ifPresent(Namespace::close);
        }
    }

    /** Whether a user namespace is the context's or one above it. */
    private static boolean rules(Namespace owner, Context context) {
        Optional<Namespace> own = context.get(NamespaceKind.USER).filter(u -> !u.isPlanned());
        if (own.isEmpty() || own.get().equals(owner)) {
            return own.isPresent();
        }
        Optional<Namespace> above = own.get().parent();
        for (int i = 0; i < DEEPEST && above.isPresent(); i++) {
            Namespace one = above.get();
            try {
                if (one.equals(owner)) {
                    return true;
                }
                above = one.parent();
            } finally {
                one.close();
            }
        }
        above.ifPresent(Namespace::close);
        return false;
    }
}
