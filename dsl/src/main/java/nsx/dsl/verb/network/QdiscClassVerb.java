package nsx.dsl.verb.network;

import nsx.dsl.op.link.Endpoint;
import nsx.dsl.op.queue.ClassOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.ClassValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code qdisc.class 'veth1', '1:10', rate: 10.mbit, ceil: 20.mbit}: a share of the bandwidth of a device. */
public final class QdiscClassVerb extends Verb {
    static final Parameter<String> DEVICE = Parameter.required("device", Reader.device(), "the device");

    public QdiscClassVerb() {
        super(Entry.of("qdisc.class", "ensure a class of a qdisc: a share of what a device sends", Theme.NETWORK)
                .takes(DEVICE, ClassOperations.ID)
                .takes(() -> ClassOperations.OPTIONS)
                .example(
                        "10 Mbit/s for sure, 20 when the others are quiet",
                        "veth 'veth1', 'veth2'\nqdisc 'veth1', handle: '1:', htb: [default: 32]\n"
                                + "qdisc.class 'veth1', '1:10', rate: 10.mbit, ceil: 20.mbit",
                        "qdisc htb")
                .topics("bandwidth", "traffic shaping")
                .related("qdisc", "qdisc.classes", "qdisc.filter")
                .answers(ClassValue.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        Endpoint place = Endpoint.parse(session, call.get(DEVICE));
        Here there = session.here(place.context());
        String device = Devices.get(there, place.device()).name();
        ClassOperations operations = new ClassOperations(there, device);
        int id = call.get(ClassOperations.ID);
        session.ensure(() -> operations.ensure(id, call.arguments()));
        return operations.find(id).map(c -> new ClassValue(there, device, c)).orElse(null);
    }
}
