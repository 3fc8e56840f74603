package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.op.UtsOperations;

/** {@code hostname 'web'}: the machine's name in the current UTS namespace. */
public final class HostnameVerb extends UtsVerb {
    public HostnameVerb() {
        super(UtsOperations.HOSTNAME);
    }

    @Override
    public String summary() {
        return "read or set the host name of the current UTS namespace";
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("read it", "hostname()"),
                new Example(
                        "another name for some programs",
                        "unshare('uts') {\n  hostname 'web'\n  output 'uname -n'\n}"));
    }

    @Override
    public List<String> related() {
        return List.of("domainname", "unshare");
    }
}
