package nsx.dsl.verb.see;

import java.time.Duration;
import nsx.dsl.error.Failure;
import nsx.dsl.error.Texts;
import nsx.dsl.probe.Probing;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.socket.Services;
import nsx.dsl.value.traffic.ProbeResult;
import nsx.dsl.why.Destination;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.ns.Context;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;

/**
 * {@code probe 'b', from: 'a', port: 80}: shows what the kernel does with one real packet, beside the prediction of
 * {@code why}.
 */
public final class ProbeVerb extends Verb {
    private static final Parameter<Object> DESTINATION = Parameter.required(
            "destination",
            Reader.any(Type.DESTINATION),
            "an address (fe80::1%eth0 with its device), a network namespace, a device as NS:DEV, or a host's name");
    private static final Parameter<Object> FROM = Parameter.named(
                    "from", Reader.any(Type.ORIGIN), "where the packet starts")
            .usually("the current network namespace");
    private static final Parameter<Integer> PORT =
            Parameter.named("port", Services.port(), "the destination port or its service's name");
    private static final Parameter<Duration> TIMEOUT = Parameter.named(
                    "timeout", Reader.duration("1.second"), "time that the packet waits for its answer")
            .otherwise(Duration.ofSeconds(1));

    public ProbeVerb() {
        super(Entry.of(
                        "probe",
                        "send one real packet, and show what the kernel does with it beside what why foretells",
                        Theme.SEEING)
                .takes(DESTINATION, FROM, AskedPacket.PROTO, PORT, TIMEOUT)
                .example("a packet that is answered", "lo.up()\nassert probe('127.0.0.1').ok")
                .example(
                        "nobody listens",
                        "lo.up()\ndef found = probe '127.0.0.1', port: 9\nassert found.answer == 'Connection refused'")
                .related("why", "ping", "capture")
                .asks()
                .answers(ProbeResult.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        AskedPacket asked = AskedPacket.of(call, PORT);
        if (asked.port() == 0 && !asked.proto().equals("icmp")) {
            throw call.wrong(AskedPacket.PROTO, "icmp where there is no port");
        }
        Context from = call.find(FROM).map(f -> WhyVerb.context(session, f)).orElse(call.context());
        String text = Texts.of(call.get(DESTINATION));
        try (LiveWorld world = new LiveWorld(session, from)) {
            Destination to = Destination.of(session, world, from, text);
            int protocol = asked.protocol(to.address());
            return new Probing(session, from, to, protocol, asked.port(), call.get(TIMEOUT)).run(world);
        } catch (NetlinkException | NamespaceException | SysException e) {
            throw Failure.explain("cannot probe the way to " + text, e).at(text);
        }
    }
}
