package nsx.dsl.verb.network;

import java.net.InetAddress;
import java.util.OptionalInt;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.RouteValue;
import nsx.dsl.word.Hexadecimal;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.rtnl.Route;
import nsx.rtnl.Routes;

/** {@code route.get('8.8.8.8')}: the route that the kernel would choose. */
public final class RouteGetVerb extends Verb {
    private static final Parameter<InetAddress> ADDRESS =
            Parameter.required("address", Reader.address(), "the destination");
    private static final Parameter<InetAddress> FROM =
            Parameter.named("from", Reader.address(), "the address to send from");
    private static final Parameter<String> DEV = Parameter.named("dev", Reader.device(), "the outgoing device");
    private static final Parameter<String> IIF =
            Parameter.named("iif", Reader.device(), "the device that a forwarded packet came in by; needs from");
    private static final Parameter<Integer> MARK =
            Parameter.named("mark", Reader.number(0, 0xffffffffL).then(Long::intValue), "the packet's firewall mark");
    private static final Parameter<Integer> TOS =
            Parameter.named("tos", Hexadecimal.reader(0, 255), "the packet's type of service");
    private static final Parameter<String> PROTO =
            Parameter.choice("proto", "the packet's protocol", "tcp", "udp", "icmp", "icmpv6");
    private static final Parameter<Integer> SPORT =
            Parameter.named("sport", Reader.integer(1, 0xffff), "the packet's source port; needs proto");
    private static final Parameter<Integer> DPORT =
            Parameter.named("dport", Reader.integer(1, 0xffff), "the packet's destination port; needs proto");
    private static final Parameter<Long> UID =
            Parameter.named("uid", Reader.number(0, 0xfffffffeL), "the user whose socket sends the packet");
    private static final Parameter<Boolean> FIBMATCH =
            Parameter.flag("fibmatch", "answer with the entry of the table that matches");

    public RouteGetVerb() {
        super(Entry.of("route.get", "the route that the kernel would choose to an address", Theme.NETWORK)
                .takes(ADDRESS, FROM, DEV, IIF, MARK, TOS, PROTO, SPORT, DPORT, UID, FIBMATCH)
                .example("device and source address", "lo.up()\nroute.get('127.0.0.1').dev")
                .example(
                        "a packet that rules look at",
                        "lo.up()\nroute.get('127.0.0.1', mark: 5, proto: 'tcp', dport: 80).dev")
                .related("route", "routes", "ping")
                .peer("ip route get 8.8.8.8")
                .asks()
                .answers(RouteValue.class));
    }

    @Override
    public Object run(Call call) {
        InetAddress to = call.get(ADDRESS);
        if (call.has(IIF) && !call.has(FROM)) {
            throw new NsxException("route.get needs from: beside iif:")
                    .at("iif")
                    .hint("say which address the forwarded packet comes from");
        }
        if ((call.has(SPORT) || call.has(DPORT)) && !call.has(PROTO)) {
            throw new NsxException("route.get needs proto: beside a port")
                    .at(call.has(DPORT) ? "dport" : "sport")
                    .hint("such as proto: 'tcp'");
        }
        Request asked = packet(call)
                .in(Routes.get(to, call.find(FROM), index(call, DEV), call.is(FIBMATCH)))
                .put("RTA_UID", call.find(UID));
        try {
            Route route = Route.decode(Devices.rtnl(call.here()).get(asked));
            return new RouteValue(call.here(), route, DeviceNames.of(call.here()));
        } catch (NetlinkException e) {
            String target = Ip.text(to);
            throw Failure.explain("there is no route to " + target, e).at(target);
        }
    }

    private static Routes.Packet packet(Call call) {
        return new Routes.Packet(
                index(call, IIF),
                call.arguments().integer(MARK),
                call.arguments().integer(TOS),
                call.find(PROTO)
                        .map(name -> OptionalInt.of(IpProtocol.number(name)))
                        .orElse(OptionalInt.empty()),
                call.arguments().integer(SPORT),
                call.arguments().integer(DPORT));
    }

    private static OptionalInt index(Call call, Parameter<String> device) {
        return call.find(device)
                .map(d -> OptionalInt.of(Devices.get(call.here(), d).index()))
                .orElse(OptionalInt.empty());
    }
}
