package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code utsns 'a' { … }}: a host name and a domain name of its own. */
public final class UtsnsVerb extends NamedNamespaceVerb {
    public UtsnsVerb() {
        super(NamespaceKind.UTS);
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("a program in it", "utsns('web') { output 'readlink /proc/self/ns/uts' }"),
                new Example("its number", "utsns('web').inode"));
    }

    @Override
    public List<String> related() {
        return List.of("unshare", "delete");
    }
}
