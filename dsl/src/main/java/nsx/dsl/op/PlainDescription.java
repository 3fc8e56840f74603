package nsx.dsl.op;

import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;

/** A kind of which nsx knows no options. */
record PlainDescription(String kind) implements QdiscDescription {
    static PlainDescription of(String kind, Options options) {
        options.values().keySet().stream().findFirst().ifPresent(name -> {
            throw new NsxException("qdisc " + kind + " has no option '" + name + "' here")
                    .because("nsx knows the options of tbf, netem and htb")
                    .at(name);
        });
        return new PlainDescription(kind);
    }

    @Override
    public Request request(int index, Psched clock) {
        return Qdiscs.plain(index, kind);
    }

    @Override
    public boolean isMetBy(Qdisc qdisc, Psched clock) {
        return qdisc.handle() != 0;
    }

    @Override
    public String command() {
        return "";
    }
}
