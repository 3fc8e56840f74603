package nsx.dsl.verb.see;

import java.net.InetAddress;
import java.time.Duration;
import nsx.capture.Filter;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.rtnl.Link;

/** {@code capture 'veth1', seconds: 5, file: 'x.pcap'}: the packets that pass a device. */
public final class CaptureVerb extends Verb {
    private static final Parameter<String> DEVICE =
            Parameter.required("device", Reader.device(), "the device to listen on");
    private static final Parameter<Long> COUNT =
            Parameter.named("count", Reader.number(1, Long.MAX_VALUE), "number of packets");
    private static final Parameter<String> FILE =
            Parameter.named("file", Reader.text(Type.FILE), "a pcap file to write, for tcpdump and Wireshark");
    private static final Parameter<String> PROTO = Parameter.named(
            "proto", Reader.text(Type.WORD), "only packets of this protocol: arp, icmp, icmpv6, tcp, udp, …");
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
                        PROTO,
                        HOST,
                        PORT,
                        Parameter.block("lines to run; the capture ends after them"))
                .example("the packets of a ping", "lo.up()\ncapture('lo') { ping '127.0.0.1', count: 1 }")
                .example("for some time", "lo.up()\ncapture 'lo', seconds: 0.2, proto: 'tcp', port: 80")
                .example(
                        "into a file",
                        "lo.up()\ncapture('lo', file: '/run/lo.pcap') { ping '127.0.0.1', count: 3, interval: 1.ms }")
                .related("sockets", "monitor", "ping")
                .peer("tcpdump -n -i veth1")
                .asks());
    }

    @Override
    public boolean hasScope() {
        return false;
    }

    @Override
    public Object run(Call call) {
        Link link = Devices.get(call.here(), call.get(DEVICE));
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
                call.find(FILE),
                new Filter(call.find(PROTO), call.find(HOST), call.arguments().integer(PORT)));
        // a plan listens to nothing, and writes no file
        call.session()
                .kernel()
                .probe(call.session().host(), "the packets that a capture on " + link.name() + " sees", () -> null);
        return capturing.run(call.block());
    }
}
