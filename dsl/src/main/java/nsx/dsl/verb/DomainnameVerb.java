package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.op.UtsOperations;

/** {@code domainname 'x'}: the NIS domain in the current UTS namespace. */
public final class DomainnameVerb extends UtsVerb {
    public DomainnameVerb() {
        super(UtsOperations.DOMAINNAME);
    }

    @Override
    public String summary() {
        return "read or set the NIS domain name of the current UTS namespace";
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("read it", "domainname()"),
                new Example("set it for some programs", "unshare('uts') { domainname 'example.org' }"));
    }

    @Override
    public List<String> related() {
        return List.of("hostname", "unshare");
    }
}
