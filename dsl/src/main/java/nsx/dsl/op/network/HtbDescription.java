package nsx.dsl.op.network;

import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;

/** A hierarchy of token buckets without classes yet. */
record HtbDescription(int handle, int otherwise) implements QdiscDescription {
    private static final Parameter<Integer> HANDLE = Parameter.named(
                    "handle", Reader.integer(1, 0xffff), "its number, before the colon")
            .otherwise(1);
    private static final Parameter<Integer> DEFAULT = Parameter.named(
                    "default", Reader.integer(0, 0xffff), "the class of what no filter gives one")
            .otherwise(0);

    /** {@code htb:} */
    static final Parameter<Arguments> HTB = Parameter.named(
            "htb", Reader.map("qdisc htb", HANDLE, DEFAULT), "a hierarchy without classes yet: handle, default");

    static HtbDescription of(Arguments options) {
        return new HtbDescription(options.get(HANDLE), options.get(DEFAULT));
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
