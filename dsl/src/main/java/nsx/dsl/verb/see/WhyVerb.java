package nsx.dsl.verb.see;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.probe.Probing;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.value.socket.Services;
import nsx.dsl.why.Destination;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.why.Question;
import nsx.dsl.why.Sending;
import nsx.dsl.why.across.Across;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.ns.Context;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;

/** {@code why '10.0.0.12', from: 'mynetns'}: finds the first fault on a packet's way there and back. */
public final class WhyVerb extends Verb {
    private static final Parameter<Object> DESTINATION = Parameter.required(
            "destination",
            Reader.any(Type.DESTINATION),
            "an address (fe80::1%eth0 with its device), a network namespace (of another host as HOST/NS), a device as NS:DEV, or a host's name");
    private static final Parameter<Object> FROM = Parameter.named(
                    "from",
                    Reader.any(Type.ORIGIN),
                    "where the packet starts: a network namespace (of another host as HOST/NS), or KIND/NAME of a container")
            .usually("the current network namespace");
    private static final Parameter<Integer> PORT = Parameter.named(
            "port", Services.port(), "the destination port or its service's name: who listens there is looked for too");

    private static final Parameter<Integer> SPORT = Parameter.named(
                    "sport", Services.port(), "the source port, for programs that keep theirs")
            .usually("one that the kernel chooses");

    /** The time that a packet waits for its answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Parameter<Boolean> PROBE =
            Parameter.flag("probe", "send a real packet where the verdict is unknown, and judge by what becomes of it");

    public WhyVerb() {
        super(Entry.of(
                        "why",
                        "walk a packet's way there and back, and name the first thing that is broken and the line that mends it",
                        Theme.SEEING)
                .takes(DESTINATION, FROM, AskedPacket.PROTO, PORT, SPORT, PROBE)
                .example("nothing is broken", "lo.up()\nassert why('127.0.0.1').ok")
                .example(
                        "a device is down",
                        "netns 'a'\nveth 'a:x', 'y'\naddress '10.0.0.1/24', dev: 'y'\ny.up()\n"
                                + "netns('a') { address '10.0.0.2/24', dev: 'x' }\n" + "def found = why 'a'\n"
                                + "assert found.mend == \"netns('a') { link('x').up() }\"")
                .related("probe", "route.get", "ping", "pingall", "routes", "neighbours", "hosts")
                .asks()
                .answers(Diagnosis.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        AskedPacket asked = AskedPacket.of(call, PORT);
        if (asked.port() == 0 && call.has(SPORT)) {
            throw call.wrong(SPORT, "given together with port:");
        }
        String text = Texts.of(call.get(DESTINATION));
        Object start = call.find(FROM).orElse("");
        if (Across.isElsewhere(session, start) || Across.isElsewhere(session, text)) {
            return across(call, start, text, asked);
        }
        Context from = call.find(FROM).map(f -> context(session, f)).orElse(call.context());
        try (LiveWorld world = new LiveWorld(session, from)) {
            Destination to = Destination.of(session, world, from, text);
            int protocol = asked.protocol(to.address());
            Sending sent = new Sending(
                    to.address(), to.by(), protocol, call.find(SPORT).orElse(0), asked.port());
            Diagnosis said = new Question(session, sent).answer(world);
            return call.is(PROBE) && said.getVerdict().equals("unknown")
                    ? new Probing(session, from, to, protocol, asked.port(), TIMEOUT).judge(world, said)
                    : said;
        } catch (NetlinkException | NamespaceException | SysException e) {
            throw Failure.explain("cannot see the way to " + text, e).at(text);
        }
    }

    private static Diagnosis across(Call call, Object start, String text, AskedPacket asked) {
        if (call.is(PROBE)) {
            throw new NsxException("a packet that other hosts take part in is not probed")
                    .at(text)
                    .hint("on('h1') { probe … } does it inside of one host");
        }
        Context here = Across.isElsewhere(call.session(), start)
                ? call.context()
                : call.find(FROM).map(f -> context(call.session(), f)).orElse(call.context());
        try (Across across = Across.open(call.session(), start, here, text)) {
            InetAddress to = across.destination();
            return across.judge(new Sending(
                    to, Optional.empty(), asked.protocol(to), call.find(SPORT).orElse(0), asked.port()));
        }
    }

    static Context context(Session session, Object from) {
        if (from instanceof NamespaceValue namespace) {
            return namespace.context();
        }
        return from instanceof ContextValue value ? value.context() : Destination.context(session, Texts.of(from));
    }
}
