package nsx.dsl.verb.namespace;

import nsx.dsl.op.UtsOperations;

/** {@code hostname 'web'}: sets the host name in the current UTS namespace. */
public final class HostnameVerb extends UtsVerb {
    public HostnameVerb() {
        super(
                UtsOperations.HOSTNAME,
                entry(UtsOperations.HOSTNAME, "read or set the host name of the current UTS namespace")
                        .example("read it", "hostname()")
                        .example(
                                "another name for some programs",
                                "unshare('uts') {\n  hostname 'web'\n  output 'uname -n'\n}")
                        .related("domainname", "unshare"));
    }
}
