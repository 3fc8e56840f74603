package nsx.dsl.verb.namespace;

import nsx.ns.NamespaceKind;

/** {@code utsns 'a' { … }}: a namespace with its own host name and domain name. */
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
