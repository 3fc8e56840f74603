package nsx.dsl.value;

import groovy.lang.GroovyObjectSupport;
import java.util.List;
import java.util.Optional;
import nsx.dsl.Named;
import nsx.dsl.Session;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/**
 * A namespace as a value. Any word called on it acts in it: {@code netns('a').links()}; a property that is none of its facts is a
 * word, a device or a namespace as seen from inside: {@code netns('a').lo}.
 */
public final class NamespaceValue extends GroovyObjectSupport implements Named, Facts {
    private final Session session;
    private final Namespace namespace;
    private final Context around;
    private final String name;

    /** @param name the name it was reached by, or null */
    public NamespaceValue(Session session, Namespace namespace, Context around, String name) {
        this.session = session;
        this.namespace = namespace;
        this.around = around;
        this.name = name;
    }

    public long getInode() {
        return namespace.id().inode();
    }

    /** As /proc/PID/ns shows it: {@code net:[4026532384]}. */
    public String getId() {
        return namespace.text();
    }

    public String getKind() {
        return namespace.kind().file();
    }

    public String getName() {
        return name;
    }

    /** A file that stands for it, null when only a descriptor keeps it. */
    public String getPath() {
        return namespace.path().orElse(null);
    }

    @Override
    public String name() {
        return Optional.ofNullable(name).orElseGet(namespace::text);
    }

    public Namespace namespace() {
        return namespace;
    }

    public NamespaceKind kind() {
        return namespace.kind();
    }

    /** The context around it with this namespace in it. */
    public Context context() {
        return around.with(namespace);
    }

    public Object methodMissing(String word, Object arguments) {
        return session.within(context(), name(), () -> session.call(word, (Object[]) arguments));
    }

    public Object propertyMissing(String word) {
        return session.within(context(), name(), () -> session.word(word));
    }

    @Override
    public List<String> facts() {
        return List.of("kind", "inode", "name", "path");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceValue n && n.namespace.equals(namespace);
    }

    @Override
    public int hashCode() {
        return namespace.hashCode();
    }

    @Override
    public String toString() {
        return name == null ? namespace.text() : name + " " + namespace.text();
    }
}
