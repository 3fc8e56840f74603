package nsx.dsl.op;

import nsx.dsl.Options;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;

/** A hierarchy of token buckets without classes yet. */
record HtbDescription(int handle, int otherwise) implements QdiscDescription {
    static HtbDescription of(Options options) {
        options.only("handle", "default");
        return new HtbDescription(
                options.integer("handle", 1, 0xffff).orElse(1),
                options.integer("default", 0, 0xffff).orElse(0));
    }

    @Override
    public String kind() {
        return "htb";
    }

    @Override
    public Request request(int index, Psched clock) {
        return Qdiscs.htb(index, handle, otherwise);
    }

    @Override
    public boolean isMetBy(Qdisc qdisc, Psched clock) {
        return qdisc.handle() >>> 16 == handle
                && qdisc.options()
                        .struct("TCA_HTB_INIT")
                        .filter(init -> init.number("defcls") == otherwise)
                        .isPresent();
    }

    @Override
    public String command() {
        return " default " + Integer.toHexString(otherwise);
    }
}
