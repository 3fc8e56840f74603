package nsx.dsl.verb.namespace;

import nsx.ns.NamespaceKind;

/** {@code utsns 'a' { … }}: a host name and a domain name of its own. */
public final class UtsnsVerb extends NamedNamespaceVerb {
    public UtsnsVerb() {
        super(
                NamespaceKind.UTS,
                entry(NamespaceKind.UTS)
                        .example("a program in it", "utsns('web') { output 'readlink /proc/self/ns/uts' }")
                        .example("its number", "utsns 'web'\nutsns('web').inode")
                        .related("unshare", "delete"));
    }
}
