package nsx.dsl.op.network;

import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;

/** A kind of which nsx knows no options. */
record PlainDescription(String kind) implements QdiscDescription {
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
