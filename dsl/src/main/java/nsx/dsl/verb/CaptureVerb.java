package nsx.dsl.verb;

import java.time.Duration;
import nsx.capture.Filter;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.rtnl.Link;

/** {@code capture 'veth1', seconds: 5, file: 'x.pcap'}: the packets that pass a device. */
public final class CaptureVerb extends Verb {
    public CaptureVerb() {
        super(Entry.of(
                        "capture",
                        "the packets that pass a device, as lines or into a file, until Ctrl-C unless told",
                        Theme.SEEING)
                .takes(
                        Parameter.required("device", Type.LINK, "where to listen"),
                        Parameter.named("seconds", Type.DURATION, "how long"),
                        Parameter.named("count", Type.NUMBER, "how many packets"),
                        Parameter.named("file", Type.FILE, "a pcap file to make, which tcpdump and Wireshark read"),
                        Parameter.named("proto", Type.WORD, "only this protocol: arp, icmp, icmpv6, tcp, udp, …"),
                        Parameter.named("host", Type.ADDRESS, "only from or to this address"),
                        Parameter.named("port", Type.NUMBER, "only from or to this port of TCP or UDP"),
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
        Options options = Options.of(call);
        Link link = Devices.get(call.session(), call.context(), call.text(0));
        if (!link.up()) {
            throw new NsxException("cannot capture on " + link.name())
                    .because("the device is down")
                    .at(link.name())
                    .hint("link('" + link.name() + "').up()");
        }
        Capturing capturing = new Capturing(
                call.session(),
                link,
                options.duration("seconds", "5").orElse(Duration.ofNanos(-1)),
                options.number("count", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE),
                options.text("file"),
                new Filter(options.text("proto"), options.address("host"), options.integer("port", 1, 65535)));
        // a plan listens to nothing, and writes no file
        call.session().kernel().probe(call.session().host(), "what a capture on " + link.name() + " sees", () -> null);
        return capturing.run(call.block());
    }
}
