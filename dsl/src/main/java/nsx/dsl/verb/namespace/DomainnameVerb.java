package nsx.dsl.verb.namespace;

import nsx.dsl.op.UtsOperations;

/** {@code domainname 'x'}: sets the NIS domain in the current UTS namespace. */
public final class DomainnameVerb extends UtsVerb {
    public DomainnameVerb() {
        super(
                UtsOperations.DOMAINNAME,
                entry(UtsOperations.DOMAINNAME, "read or set the NIS domain name of the current UTS namespace")
                        .example("read it", "domainname()")
                        .example("set it for some programs", "unshare('uts') { domainname 'example.org' }")
                        .related("hostname", "unshare"));
    }
}
