package nsx.dsl.verb.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.QdiscValue;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.sys.Errno;

/**
 * {@code qdisc 'veth1', tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]}: sets the queueing discipline of a
 * device.
 */
public final class QdiscVerb extends Verb {
    private static final Parameter<String> DEVICE = Parameter.required("device", Reader.device(), "the device");

    public QdiscVerb() {
        super(Entry.of("qdisc", "set a queueing discipline of a device: how it sends", Theme.NETWORK)
                .takes(DEVICE, QdiscOperations.PARENT, QdiscOperations.HANDLE)
                .takes(() -> QdiscOperations.KINDS)
                .example(
                        "a slow line",
                        "veth 'veth1', 'veth2'\nqdisc 'veth1', tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]\nqdiscs()",
                        "qdisc tbf")
                .example(
                        "a bad line",
                        "veth 'veth1', 'veth2'\nqdisc 'veth1', netem: [delay: 50.ms, loss: 1.percent]",
                        "qdisc netem")
                .example(
                        "a share for web servers",
                        "veth 'veth1', 'veth2'\nqdisc 'veth1', handle: '1:', htb: [default: 32]\n"
                                + "qdisc.class 'veth1', '1:20', rate: 10.mbit, ceil: 20.mbit\n"
                                + "qdisc.filter 'veth1', port: 80, class: '1:20'\nqdisc.classes()",
                        "qdisc htb")
                .topics("bandwidth", "traffic shaping", "latency", "packet loss")
                .related("qdiscs", "qdisc.class", "qdisc.filter", "link")
                .answers(QdiscValue.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        Endpoint place = Endpoint.parse(session, call.get(DEVICE));
        Here there = session.here(place.context());
        String device = Devices.get(there, place.device()).name();
        Map<String, Object> kinds = new LinkedHashMap<>(call.arguments().options());
        kinds.keySet().removeAll(List.of(QdiscOperations.PARENT.name(), QdiscOperations.HANDLE.name()));
        if (kinds.size() != 1) {
            throw new NsxException("qdisc needs exactly one kind")
                    .at("qdisc")
                    .hint("such as tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]");
        }
        String kind = kinds.keySet().iterator().next();
        QdiscOperations operations = new QdiscOperations(there, device);
        Arguments options = (Arguments) kinds.get(kind);
        change(session, kind, () -> operations.ensure(kind, options, call.arguments()));
        return operations
                .at(QdiscOperations.parent(kind, call.arguments()))
                .map(q -> new QdiscValue(there, device, q))
                .orElse(null);
    }

    /**
     * Changes a qdisc. If the kernel lacks the kind's module, it answers ENOENT, "Specified qdisc kind is unknown"
     * (sch_api.c, qdisc_create).
     */
    private static void change(Session session, String kind, Supplier<List<Operation>> plan) {
        try {
            session.ensure(plan);
        } catch (NsxException e) {
            boolean lacking = e.getCause() instanceof NetlinkException refusal
                    && Errno.of(refusal.errno()) == Errno.ENOENT
                    && refusal.kernelMessage().orElse("").contains("qdisc");
            if (!lacking) {
                throw e;
            }
            throw slip(session, kind)
                    .map(e::hint)
                    .orElseGet(() ->
                            e.exit(ExitCode.UNSUPPORTED).hint("this kernel lacks the qdisc " + kind + ": sch_" + kind));
        }
    }

    /** The kind that was probably meant; any name is passed on to the kernel, even a misspelt one. */
    private static Optional<String> slip(Session session, String kind) {
        List<String> known = session.vocabulary().find("qdisc").orElseThrow().parameters().stream()
                .map(p -> p.name())
                .toList();
        return known.contains(kind) ? Optional.empty() : Optional.ofNullable(Texts.didYouMean(kind, known));
    }
}
