package nsx.dsl.verb.traffic;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Verb;
import nsx.dsl.unit.IpText;
import nsx.dsl.value.traffic.PingResult;
import nsx.dsl.why.Destination;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.word.Hexadecimal;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.icmp.Ping;
import nsx.icmp.Ping.Echo;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.ns.NamespaceException;
import nsx.rtnl.Link;
import nsx.sys.Errno;
import nsx.sys.SysException;

/**
 * {@code ping '10.0.0.11', count: 3}: sends ICMP echo requests from the current network namespace, without a program.
 */
public final class PingVerb extends Verb {
    static final Parameter<String> ADDRESS = Parameter.required(
            "address",
            Reader.parsed(Type.DESTINATION, "an IP address or a name", PingVerb::checked)
                    .such("'10.0.0.1'"),
            "IPv4 or IPv6, or the name of a network namespace, a device (NS:DEV) or a host");
    /** Matches an address, which cannot be a name. */
    private static final Pattern LITERAL = Pattern.compile("[\\d.]+|[\\da-fA-F]*:[\\da-fA-F.]*:[\\da-fA-F:.]*");

    private static final Parameter<Integer> COUNT = Parameter.named(
                    "count", Reader.integer(1, 65535), "number of requests")
            .otherwise(3);
    private static final Parameter<String> FROM =
            Parameter.named("from", Reader.text().as(Type.SOURCE), "the device or address to send from");
    private static final Parameter<Duration> INTERVAL = Parameter.named(
                    "interval", Reader.duration("200.ms"), "time between two requests")
            .otherwise(Duration.ofMillis(200));
    static final Parameter<Duration> TIMEOUT = Parameter.named(
                    "timeout", Reader.duration("1.second"), "time that each request waits for its reply")
            .otherwise(Duration.ofSeconds(1));
    private static final Parameter<Integer> TTL = Parameter.named(
                    "ttl",
                    Reader.integer(1, 255),
                    "how many routers a request may pass, and one more (IPv6: hop limit)")
            .usually("as the route or the namespace has it");

    private static final Parameter<Integer> SIZE = Parameter.named(
                    "size", Reader.integer(0, 65507), "bytes of data in a request, beside 28 of headers (IPv6: 48)")
            .otherwise(Ping.Form.USUAL.size());
    private static final Parameter<Boolean> DF = Parameter.named(
                    "df", Reader.truth(), "whether a request may not be sent in pieces")
            .otherwise(false);
    private static final Parameter<Integer> TOS = Parameter.named(
                    "tos", Hexadecimal.reader(0, 255), "type of service (IPv6: traffic class) of the requests")
            .otherwise(0);
    private static final Parameter<Long> MARK = Parameter.named(
                    "mark",
                    Reader.number(0, 0xffffffffL),
                    "the mark of the requests, which rules of routing and filters see")
            .otherwise(0L);

    public PingVerb() {
        super(Entry.of("ping", "send ICMP echo requests; no reply is a result, not an error", Theme.NETWORK)
                .takes(ADDRESS, COUNT, FROM, INTERVAL, TIMEOUT, TTL, SIZE, DF, TOS, MARK)
                .example("test whether a host answers", "lo.up()\nping '127.0.0.1', count: 2, interval: 1.ms")
                .example(
                        "whether a packet of 1500 bytes passes in one piece",
                        "lo.up()\nassert ping('127.0.0.1', count: 1, size: 1472, df: true)")
                .related("trace", "pingall", "route.get")
                .peer("ping -c 3 10.0.0.11")
                .asks()
                .answers(PingResult.class));
    }

    @Override
    public Object run(Call call) {
        Destination to = destination(call, call.get(ADDRESS));
        Ping.Plan plan = new Ping.Plan(
                to.address(),
                call.get(COUNT),
                source(call).or(() -> to.by().map(Link::name)).orElse(""),
                call.get(INTERVAL),
                call.get(TIMEOUT),
                call.find(TTL).orElse(0),
                new Ping.Form(
                        call.get(SIZE),
                        call.get(DF),
                        call.get(TOS),
                        call.get(MARK).intValue()));
        LiveRows<PingResult.Reply> rows = new LiveRows<>(call, name());
        PingResult result = ping(call.here(), plan, echo -> rows.add(PingResult.Reply.of(echo)));
        return rows.end(result);
    }

    /** The device or address to send from; a missing device is an error. */
    private static Optional<String> source(Call call) {
        return call.find(FROM)
                .map(from -> LITERAL.matcher(from).matches()
                        ? from
                        : Devices.get(call.here(), from).name());
    }

    private static String checked(String text) {
        if (LITERAL.matcher(text).matches()) {
            IpText.address(text);
        }
        return text;
    }

    static Destination destination(Call call, String text) {
        if (LITERAL.matcher(text).matches()) {
            return new Destination(IpText.address(text), Optional.empty());
        }
        try (LiveWorld world = new LiveWorld(call.session(), call.context())) {
            return Destination.of(call.session(), world, call.context(), text);
        } catch (NetlinkException | NamespaceException | SysException e) {
            throw Failure.explain("cannot find " + text, e).at(text);
        }
    }

    private static PingResult ping(Here here, Ping.Plan plan, Consumer<Echo> seen) {
        String target = Ip.text(plan.target());
        try {
            return new PingResult(
                    target,
                    here.kernel().probe(here.context(), "the result of ping " + target, () -> Ping.run(plan, seen)));
        } catch (SysException e) {
            NsxException failure = Failure.explain("cannot ping " + target, e).at(target);
            if (e.errno() != Errno.EADDRNOTAVAIL) {
                throw failure;
            }
            boolean isAddress = !plan.source().isEmpty()
                    && Devices.find(here, plan.source()).isEmpty();
            throw !isAddress
                    ? failure.hint("no address here can be the source; a tentative one can be soon: see addresses()")
                    : failure.at(plan.source()).hint("it is no address of this network namespace: see addresses()");
        }
    }
}
