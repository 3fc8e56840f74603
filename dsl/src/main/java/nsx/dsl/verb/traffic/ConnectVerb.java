package nsx.dsl.verb.traffic;

import java.time.Duration;
import java.util.Optional;
import nsx.dsl.error.Failure;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.socket.Services;
import nsx.dsl.value.traffic.ConnectResult;
import nsx.dsl.value.traffic.Ends;
import nsx.dsl.why.Destination;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;
import nsx.talk.Dial;
import nsx.talk.Dial.Outcome;
import nsx.talk.Dial.Plan;
import nsx.talk.Dial.Result;

/**
 * {@code connect 'b', port: 80}: makes a TCP or UDP connection from the current network namespace, without a program.
 */
public final class ConnectVerb extends Verb {
    private static final Parameter<Object> DESTINATION = Parameter.required(
            "destination",
            Reader.any(Type.DESTINATION),
            "an address (fe80::1%eth0 with its device), a network namespace, a device as NS:DEV, or a host's name");
    private static final Parameter<Integer> PORT = Parameter.named(
                    "port", Services.port(), "the destination port or its service's name")
            .needed();
    private static final Parameter<String> PROTO =
            Parameter.choice("proto", "how to connect", "tcp", "udp").otherwise("tcp");
    private static final Parameter<Duration> TIMEOUT = Parameter.named(
                    "timeout", Reader.duration("3.seconds"), "time for the connection and the answer together")
            .otherwise(Duration.ofSeconds(3));
    private static final Parameter<String> SEND = Parameter.named(
            "send",
            Reader.text(),
            "a line to send; the other end's first line is then the answer. Over UDP it is the datagram, which is empty otherwise");
    private static final Parameter<String> EXPECT =
            Parameter.named("expect", Reader.text(), "text that the answer has to contain");

    public ConnectVerb() {
        super(Entry.of("connect", "make a connection; one that is refused is a result, not an error", Theme.NETWORK)
                .takes(DESTINATION, PORT, PROTO, TIMEOUT, SEND, EXPECT)
                .example(
                        "nobody listens",
                        "lo.up()\ndef found = connect '127.0.0.1', port: 9\nassert found.result == 'refused'")
                .related("listen", "ping", "why", "probe")
                .peer("nc -vz 10.0.0.11 80")
                .asks()
                .answers(ConnectResult.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        String text = Texts.of(call.get(DESTINATION));
        call.get(PORT);
        try (LiveWorld world = new LiveWorld(session, call.context())) {
            Destination to = Destination.of(session, world, call.context(), text);
            Plan plan = new Plan(
                    to.scoped(),
                    call.get(PORT),
                    call.get(PROTO).equals("udp"),
                    call.get(TIMEOUT),
                    call.find(SEND),
                    call.find(EXPECT));
            Outcome outcome =
                    session.kernel().probe(call.context(), "the result of connect " + text, () -> Dial.run(plan));
            return value(plan, outcome);
        } catch (NetlinkException | NamespaceException | SysException e) {
            throw Failure.explain("cannot connect to " + text, e).at(text);
        }
    }

    private static ConnectResult value(Plan plan, Outcome outcome) {
        boolean ok = outcome.result() == Result.CONNECTED && outcome.whole();
        return new ConnectResult(
                outcome.result().text(),
                ok ? null : reason(plan, outcome),
                plan.udp() ? "udp" : "tcp",
                outcome.local().map(Ends::text).orElse(null),
                Ends.text(plan.to(), plan.port()),
                outcome.time(),
                outcome.answer().orElse(null),
                ok);
    }

    private static String reason(Plan plan, Outcome outcome) {
        Optional<String> kernel = outcome.errno().map(e -> e.text() + " (" + e.name() + ")");
        if (kernel.isPresent()) {
            return kernel.get();
        }
        if (outcome.answer().isPresent() && plan.expect().isPresent()) {
            return "the answer does not contain '" + plan.expect().get() + "'";
        }
        if (outcome.result() == Result.CONNECTED || plan.udp()) {
            return "no answer came" + (plan.udp() ? "; who takes a datagram need not answer" : "");
        }
        return "nothing came back";
    }
}
