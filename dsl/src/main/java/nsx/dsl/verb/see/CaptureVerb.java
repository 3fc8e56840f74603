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
    private static final Parameter<String> DEVICE = Parameter.required("device", Reader.device(), "where to listen");
    private static final Parameter<Long> COUNT =
            Parameter.named("count", Reader.number(1, Long.MAX_VALUE), "how many packets");
    private static final Parameter<String> FILE =
            Parameter.named("file", Reader.text(Type.FILE), "a pcap file to make, which tcpdump and Wireshark read");
    private static final Parameter<String> PROTO =
            Parameter.named("proto", Reader.text(Type.WORD), "only this protocol: arp, icmp, icmpv6, tcp, udp, …");
    private static final Parameter<InetAddress> HOST =
            Parameter.named("host", Reader.address(), "only from or to this address");
    private static final Parameter<Integer> PORT =
            Parameter.named("port", Reader.integer(1, 65535), "only from or to this port of TCP or UDP");

    public CaptureVerb() {
        super(Entry.of(
                        "capture",
                        "the packets that pass a device, as lines or into a file, until Ctrl-C unless told",
                        Theme.SEEING)
                .takes(
                        DEVICE,
                        MonitorVerb.SECONDS,
                        COUNT,
                        FILE,
                        PROTO,
                        HOST,
                        PORT,
                        Parameter.block("what to do meanwhile: the capture lasts as long as it"))
                .example("what a ping is", "lo.up()\ncapture('lo') { ping '127.0.0.1', count: 1 }")
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
        call.session().kernel().probe(call.session().host(), "what a capture on " + link.name() + " sees", () -> null);
        return capturing.run(call.block());
    }
}
