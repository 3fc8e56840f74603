package nsx.dsl.verb.see;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nsx.capture.Destination;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Named;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.frame.FrameFilter;
import nsx.frame.LinkType;
import nsx.rtnl.Link;
import nsx.sys.PacketFilter;

/** {@code capture 'veth1', seconds: 5, file: 'x.pcap'}: captures the packets of a device. */
public final class CaptureVerb extends Verb {
    private static final String ANY = "any";
    private static final Parameter<Object> DEVICE = Parameter.required(
            "device",
            Reader.<Object>of(
                    Type.LINK,
                    "a device, 'any' for all of them, or network namespaces such as netns('lab-*')",
                    value -> Optional.of(value).filter(CaptureVerb::isPossible)),
            "the device to listen on; 'any' for all of this namespace, or network namespaces for all of theirs");
    private static final Parameter<String> FILTER = Parameter.named(
            "filter", Reader.text(), "only packets that this expression of pcap-filter(7) lets pass: 'tcp port 80'");
    private static final Parameter<Long> COUNT =
            Parameter.named("count", Reader.number(1, Long.MAX_VALUE), "number of packets");
    private static final Parameter<String> FILE = Parameter.named(
            "file",
            Reader.text(Type.FILE),
            "a pcap file to write (of many devices: pcapng), for tcpdump and Wireshark; '-' is the standard output");
    private static final Parameter<Integer> FILES = Parameter.named(
            "files",
            Reader.integer(2, 10_000).such("5"),
            "a ring of so many files, x-1.pcap and so on for file: 'x.pcap'; the oldest is emptied for the next");
    private static final Reader<Long> SIZES = Reader.number(Destination.LEAST, Long.MAX_VALUE);
    private static final Parameter<Long> SIZE = Parameter.named(
            "size",
            Reader.<Long>of(Type.SIZE, "at least 512.KB, such as 10.MB", SIZES::read)
                    .such("10.MB"),
            "the most bytes of each file of the ring");
    private static final Parameter<String> PROTO = Parameter.named(
            "proto",
            Reader.text(Type.WORD),
            "only packets of this protocol, also within a tunnel: arp, icmp, tcp, dns, vxlan, …");
    private static final Parameter<InetAddress> HOST =
            Parameter.named("host", Reader.address(), "only packets from or to this address");
    private static final Parameter<Integer> PORT =
            Parameter.named("port", Reader.integer(1, 65535), "only packets from or to this TCP or UDP port");

    public CaptureVerb() {
        super(Entry.of(
                        "capture",
                        "the packets that pass a device, as lines or in a file, by default until Ctrl-C",
                        Theme.SEEING)
                .takes(
                        DEVICE,
                        MonitorVerb.SECONDS,
                        COUNT,
                        FILE,
                        FILES,
                        SIZE,
                        PROTO,
                        HOST,
                        PORT,
                        FILTER,
                        Parameter.block("lines to run; the capture ends after them"))
                .example("the packets of a ping", "lo.up()\ncapture('lo') { ping '127.0.0.1', count: 1 }")
                .example("for some time", "lo.up()\ncapture 'lo', seconds: 0.2, proto: 'tcp', port: 80")
                .example(
                        "into a file",
                        "lo.up()\ncapture('lo', file: '/run/lo.pcap') { ping '127.0.0.1', count: 3, interval: 1.ms }")
                .example(
                        "all devices of some namespaces, each frame with NS:DEV",
                        "netns 'lab-1'\nnetns 'lab-2'\nveth 'lab-1:x', 'lab-2:y'\n"
                                + "netns('lab-1') { address '10.0.0.1/24', dev: 'x'; x.up() }\n"
                                + "netns('lab-2') { address '10.0.0.2/24', dev: 'y'; y.up() }\n"
                                + "capture(netns('lab-*'), file: '/run/lab.pcapng') {\n"
                                + "  netns('lab-1') { ping '10.0.0.2', count: 1 }\n}")
                .example(
                        "into a ring of files, which hold the last 50 MB",
                        "lo.up()\ncapture('lo', file: '/run/lo.pcap', files: 5, size: 10.MB) { ping '127.0.0.1', count: 1 }")
                .topics("tcpdump", "wireshark", "sniff", "traffic")
                .related("sockets", "monitor", "ping")
                .peer("tcpdump -n -i veth1")
                .asks());
    }

    @Override
    public boolean hasScope() {
        return false;
    }

    private static boolean isPossible(Object value) {
        return value instanceof CharSequence
                || value instanceof Named
                || value instanceof NamespaceValue
                || value instanceof Collection<?> all
                        && !all.isEmpty()
                        && all.stream().allMatch(NamespaceValue.class::isInstance);
    }

    @Override
    public Object run(Call call) {
        Optional<Saving> saving = saving(call);
        Object on = call.get(DEVICE);
        boolean wide = on instanceof NamespaceValue
                || on instanceof Collection<?>
                || Texts.of(on).equals(ANY) && !hasDevice(call, ANY);
        // a plan captures nothing and writes no file
        call.session()
                .kernel()
                .probe(call.session().host(), "the packets that a capture on " + Texts.of(on) + " sees", () -> null);
        return wide ? many(call, on, saving) : one(call, Texts.of(on), saving);
    }

    private static boolean hasDevice(Call call, String name) {
        return Devices.all(call.here()).stream().anyMatch(l -> l.name().equals(name));
    }

    private static Object many(Call call, Object on, Optional<Saving> saving) {
        List<NamespaceValue> namespaces = on instanceof NamespaceValue one
                ? List.of(one)
                : on instanceof Collection<?> all
                        ? all.stream().map(NamespaceValue.class::cast).toList()
                        : List.of();
        return new WideCapturing(
                        call.session(),
                        namespaces,
                        call.find(MonitorVerb.SECONDS).orElse(Duration.ofNanos(-1)),
                        call.find(COUNT).orElse(Long.MAX_VALUE),
                        saving,
                        filter(call),
                        compiled(call, LinkType.ETHERNET))
                .run(call.block());
    }

    private static Optional<Saving> saving(Call call) {
        Optional<Integer> files = call.find(FILES);
        Optional<Long> size = call.find(SIZE);
        if (files.isEmpty() && size.isEmpty()) {
            return call.find(FILE).map(name -> Saving.one(call.session(), name));
        }
        for (Parameter<?> parameter : List.of(FILE, FILES, SIZE)) {
            if (!call.has(parameter)) {
                throw Mistake.missing("capture", parameter);
            }
        }
        Saving ring = new Saving(call.session(), call.get(FILE), files.get(), size.get());
        if (ring.isOutput()) {
            throw call.wrong(FILE, "the name of a file where there is files:");
        }
        return Optional.of(ring);
    }

    private static FrameFilter filter(Call call) {
        return new FrameFilter(
                call.find(PROTO), call.find(HOST), call.arguments().integer(PORT));
    }

    private static Object one(Call call, String device, Optional<Saving> saving) {
        Link link = Devices.get(call.here(), device);
        if (!link.up()) {
            throw new NsxException("cannot capture on " + link.name())
                    .because("the device is down")
                    .at(link.name())
                    .hint("link('" + link.name() + "').up()");
        }
        Capturing capturing = new Capturing(
                call.session(),
                link,
                call.find(MonitorVerb.SECONDS).orElse(Duration.ofNanos(-1)),
                call.find(COUNT).orElse(Long.MAX_VALUE),
                saving,
                filter(call),
                compiled(call, frames(link)));
        return capturing.run(call.block());
    }

    /** The frame type of the device; Ethernet for unreadable hardware, which {@link Capturing} refuses. */
    private static LinkType frames(Link link) {
        return LinkType.ofHardware(link.all().header().integer("ifi_type")).orElse(LinkType.ETHERNET);
    }

    /** The filter compiled for the kernel. */
    private static Optional<PacketFilter> compiled(Call call, LinkType type) {
        Optional<String> text = call.find(FILTER);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<PacketFilter> filter = call.session()
                    .kernel()
                    .call(call.session().host(), () -> PacketFilter.compile(text.get(), type.dlt()));
            return Optional.of(filter.orElseThrow(() -> new NsxException("cannot read the filter")
                    .because("filters in the language of pcap need libpcap, which is not installed")
                    .exit(ExitCode.UNSUPPORTED)
                    .hint("proto:, host: and port: need nothing")));
        } catch (IllegalArgumentException e) {
            throw new NsxException("filter: is not an expression of pcap-filter(7)")
                    .because(e.getMessage())
                    .at(text.get());
        }
    }
}
