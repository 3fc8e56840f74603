package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code userns 'a' { … }}: ids and capabilities of its own; programs run in it as root. */
public final class UsernsVerb extends NamedNamespaceVerb {
    public UsernsVerb() {
        super(NamespaceKind.USER);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("root inside", "userns('u') { output 'id -u' }"));
    }

    @Override
    public List<String> related() {
        return List.of("unshare", "delete");
    }
}
