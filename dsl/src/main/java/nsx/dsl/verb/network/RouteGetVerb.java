package nsx.dsl.verb.network;

import java.net.InetAddress;
import java.util.OptionalInt;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.RouteValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.rtnl.Route;
import nsx.rtnl.Routes;
import nsx.sys.Errno;

/** {@code route.get('8.8.8.8')}: which way the kernel would take. */
public final class RouteGetVerb extends Verb {
    private static final Parameter<InetAddress> ADDRESS =
            Parameter.required("address", Reader.address(), "the destination");
    private static final Parameter<InetAddress> FROM =
            Parameter.named("from", Reader.address(), "the address to send from");
    private static final Parameter<String> DEV = Parameter.named("dev", Reader.device(), "the outgoing device");

    public RouteGetVerb() {
        super(Entry.of("route.get", "the route that the kernel would choose to an address", Theme.NETWORK)
                .takes(ADDRESS, FROM, DEV)
                .example("device and source address", "lo.up()\nroute.get('127.0.0.1').dev")
                .related("route", "routes", "ping")
                .peer("ip route get 8.8.8.8")
                .asks()
                .answers(RouteValue.class));
    }

    @Override
    public Object run(Call call) {
        InetAddress to = call.get(ADDRESS);
        OptionalInt dev = call.find(DEV)
                .map(d -> OptionalInt.of(Devices.get(call.here(), d).index()))
                .orElse(OptionalInt.empty());
        try {
            Route route = Route.decode(Devices.rtnl(call.here()).get(Routes.get(to, call.find(FROM), dev, false)));
            return new RouteValue(call.here(), route, DeviceNames.of(call.here()));
        } catch (NetlinkException e) {
            throw refused(Ip.text(to), e);
        }
    }

    /** The kernel answers with the error that a sender would get (ip-route(8), "route types"). */
    private static NsxException refused(String to, NetlinkException e) {
        NsxException failure = Failure.explain("there is no route to " + to, e).at(to);
        return switch (Errno.of(e.errno())) {
            case ENETUNREACH ->
                failure.hint("no route leads there: see routes(), or add one with route 'default', via: '…'");
            case EHOSTUNREACH -> failure.hint("a route of type unreachable matches it: see routes()");
            case EACCES -> failure.exit(ExitCode.FAILED).hint("a route of type prohibit matches it: see routes()");
            case EINVAL -> failure.hint("a route of type blackhole matches it: see routes()");
            default -> failure;
        };
    }
}
