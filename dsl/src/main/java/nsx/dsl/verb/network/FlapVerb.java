package nsx.dsl.verb.network;

import java.time.Duration;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.NsxScript;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code flap 'veth1', every: 2.seconds}: sets a device down and up repeatedly. */
public final class FlapVerb extends Verb {
    private static final Parameter<String> DEVICE = Parameter.required("device", Reader.device(), "the device");
    private static final Parameter<Duration> EVERY = Parameter.named(
                    "every", Reader.duration("2.seconds"), "time from one change to the next")
            .otherwise(Duration.ofSeconds(1));
    private static final Parameter<Integer> TIMES = Parameter.named(
                    "times", Reader.integer(1, Integer.MAX_VALUE), "how often it goes down")
            .usually("until Ctrl-C");

    public FlapVerb() {
        super(Entry.of("flap", "set a device down and up again and again; it is up in the end", Theme.NETWORK)
                .takes(DEVICE, EVERY, TIMES)
                .example("twice", "veth 'veth1', 'veth2'\nflap 'veth1', every: 10.ms, times: 2")
                .related("link", "cable", "partition")
                .answers(LinkValue.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        Endpoint place = Endpoint.parse(session, call.get(DEVICE));
        Here there = session.here(place.context());
        LinkValue link = new LinkValue(there, Devices.get(there, place.device()));
        int times = call.find(TIMES).orElse(Integer.MAX_VALUE);
        Duration every = call.get(EVERY);
        try {
            for (int i = 0; i < times; i++) {
                link.down();
                NsxScript.sleepFor(every);
                link.up();
                if (i + 1 < times) {
                    NsxScript.sleepFor(every);
                }
            }
        } catch (InterruptedException e) {
            link.up();
            Thread.currentThread().interrupt();
        }
        return link;
    }
}
