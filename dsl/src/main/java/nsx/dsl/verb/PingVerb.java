package nsx.dsl.verb;

import java.net.InetAddress;
import java.time.Duration;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Failure;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.IpText;
import nsx.dsl.value.PingResult;
import nsx.icmp.Ping;
import nsx.netlink.Ip;
import nsx.ns.Context;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** {@code ping '10.0.0.11', count: 3}: ICMP echo from the current network namespace, without a program. */
public final class PingVerb extends Verb {
    public PingVerb() {
        super(Entry.of("ping", "send ICMP echo requests; no reply is a result, not an error", Theme.NETWORK)
                .takes(
                        Parameter.required("address", Type.ADDRESS, "IPv4 or IPv6"),
                        Parameter.named("count", Type.NUMBER, "how many, 3 unless told"),
                        Parameter.named("from", Type.SOURCE, "the device or address to send from"),
                        Parameter.named("interval", Type.DURATION, "from one request to the next, 200.ms unless told"),
                        Parameter.named(
                                "timeout", Type.DURATION, "how long each waits for its reply, 1.second unless told"))
                .example("is anybody there", "lo.up()\nping '127.0.0.1', count: 2, interval: 1.ms")
                .related("pingall", "route.get")
                .peer("ping -c 3 10.0.0.11")
                .asks()
                .answers(PingResult.class));
    }

    @Override
    public Object run(Call call) {
        InetAddress target = IpText.address(call.text(0));
        long count = call.numberOption("count").orElse(3L);
        if (count < 1 || count > 65535) {
            throw new NsxException("ping: count is a number from 1 to 65535").at(count);
        }
        return ping(
                call.session(),
                call.context(),
                new Ping.Plan(
                        target,
                        (int) count,
                        call.textOption("from").orElse(""),
                        duration(call, "interval", Duration.ofMillis(200)),
                        duration(call, "timeout", Duration.ofSeconds(1))));
    }

    static PingResult ping(Session session, Context context, Ping.Plan plan) {
        String target = Ip.text(plan.target());
        try {
            return new PingResult(
                    target, session.kernel().probe(context, "what ping " + target + " finds", () -> Ping.run(plan)));
        } catch (SysException e) {
            NsxException failure = Failure.explain("cannot ping " + target, e).at(target);
            throw e.errno() == Errno.ENETUNREACH
                    ? failure.hint("no route leads there: see routes(), or add one with route 'default', via: '…'")
                    : failure;
        }
    }

    private static Duration duration(Call call, String name, Duration otherwise) {
        Object value = call.option(name).orElse(otherwise);
        if (value instanceof Duration d && !d.isNegative()) {
            return d;
        }
        if (value instanceof Number n && n.doubleValue() >= 0) {
            return Duration.ofNanos((long) (n.doubleValue() * 1e9));
        }
        throw new NsxException("ping: " + name + " is a duration such as 200.ms").at(value);
    }
}
