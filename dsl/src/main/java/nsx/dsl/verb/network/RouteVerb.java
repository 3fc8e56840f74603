package nsx.dsl.verb.network;

import java.util.List;
import java.util.stream.Collectors;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.op.route.RouteOperations.Place;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.RouteValue;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.rtnl.Family;
import nsx.sys.Errno;

/** {@code route 'default', via: '10.0.0.10'}: a route of the current network namespace. */
public final class RouteVerb extends Verb {
    private static final String CABLE =
            "veth 'veth1', 'veth2'\naddress '10.0.0.11/24', dev: 'veth1'\nveth1.up()\nveth2.up()\n";

    public RouteVerb() {
        super(Entry.of(
                        "route",
                        "ensure a route; one to the same network with the same metric is replaced",
                        Theme.NETWORK)
                .takes(() -> RouteOperations.PARAMETERS)
                .example("the default route", CABLE + "route 'default', via: '10.0.0.10'")
                .example("a network reached through a device", CABLE + "route '10.9.0.0/16', dev: 'veth1', metric: 10")
                .example("nowhere", "route '192.0.2.0/24', type: 'unreachable'")
                .topics("gateway", "default route")
                .related("routes", "route.get", "route.append", "rule")
                .answers(RouteValue.class));
    }

    @Override
    public Object run(Call call) {
        return place(call, Place.ALONE);
    }

    static Object place(Call call, Place place) {
        RouteOperations operations = new RouteOperations(call.here());
        Arguments options = call.arguments();
        String destination = call.get(RouteOperations.DESTINATION);
        try {
            call.session().ensure(() -> operations.ensure(destination, options, place));
        } catch (NsxException e) {
            throw hinted(call, e);
        }
        return operations
                .find(destination, options)
                .map(r -> new RouteValue(call.here(), r, operations.names(List.of(r))))
                .orElse(null);
    }

    /**
     * Adds a hint to the error: the kernel's message names only the gateway, which must be in the network of a
     * device.
     */
    private static NsxException hinted(Call call, NsxException e) {
        if (!(e.getCause() instanceof NetlinkException refusal) || e.hint() != null) {
            return e;
        }
        return switch (Errno.of(refusal.errno())) {
            case ENETUNREACH, EHOSTUNREACH -> e.hint(networks(call.here(), call));
            case ENETDOWN -> e.hint("set the device up first: link('…').up()");
            case EOPNOTSUPP -> e;
            default -> refusal.kernelMessage().orElse("").contains("gateway") ? e.hint(networks(call.here(), call)) : e;
        };
    }

    private static String networks(Here here, Call call) {
        boolean six = RouteOperations.isIpv6(call.arguments());
        DeviceNames names = DeviceNames.of(here);
        String found = AddressOperations.all(here, six ? Family.INET6 : Family.INET).stream()
                .filter(a -> !a.prefix().address().isLoopbackAddress())
                .map(a -> a.prefix().network() + " on " + names.get(a.index()))
                .distinct()
                .collect(Collectors.joining(", "));
        return found.isEmpty()
                ? "no device here has an address: give one with address '…', dev: '…', and set it up"
                : "a gateway must be in a network of a device that is up: " + found;
    }
}
