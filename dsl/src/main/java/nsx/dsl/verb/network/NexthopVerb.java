package nsx.dsl.verb.network;

import nsx.dsl.error.NsxException;
import nsx.dsl.op.route.NexthopOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.NexthopValue;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.sys.Errno;

/** {@code nexthop 7, via: '10.0.0.10', dev: 'veth1'}: a next hop that routes refer to by number. */
public final class NexthopVerb extends Verb {
    private static final String CABLE =
            "veth 'veth1', 'veth2'\naddress '10.0.0.11/24', dev: 'veth1'\nveth1.up()\nveth2.up()\n";

    public NexthopVerb() {
        super(Entry.of("nexthop", "ensure a next-hop object, which routes name by its number", Theme.NETWORK)
                .takes(() -> NexthopOperations.PARAMETERS)
                .example(
                        "a way of several routes",
                        CABLE + "nexthop 7, via: '10.0.0.10', dev: 'veth1'\nroute '10.9.0.0/16', nexthop: 7")
                .example(
                        "a group",
                        CABLE
                                + "nexthop 7, via: '10.0.0.10', dev: 'veth1'\nnexthop 8, via: '10.0.0.12', dev: 'veth1'\n"
                                + "nexthop 9, group: [7: 3, 8: 1]\nnexthops()")
                .related("nexthops", "route")
                .answers(NexthopValue.class));
    }

    @Override
    public Object run(Call call) {
        NexthopOperations operations = new NexthopOperations(call.here());
        long id = call.get(NexthopOperations.ID);
        try {
            call.session().ensure(() -> operations.ensure(id, call.arguments()));
        } catch (NsxException e) {
            boolean down =
                    e.getCause() instanceof NetlinkException refusal && Errno.of(refusal.errno()) == Errno.ENETDOWN;
            throw down ? e.hint("set the device up first, and the other end of its cable: link('…').up()") : e;
        }
        return operations
                .find(id)
                .map(h -> new NexthopValue(call.here(), h, DeviceNames.of(call.here(), h.dev().stream())))
                .orElse(null);
    }
}
