package nsx.dsl.verb.network;

import nsx.dsl.error.NsxException;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.op.queue.FilterOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.FilterValue;
import nsx.dsl.word.Theme;

/** {@code qdisc.filter 'veth1', to: '10.0.0.12', port: 80, class: '1:10'}: assigns packets to a class or an action. */
public final class QdiscFilterVerb extends Verb {
    private static final String CABLE = "veth 'veth1', 'veth2'\n";

    public QdiscFilterVerb() {
        super(Entry.of(
                        "qdisc.filter",
                        "ensure a filter: which packets go into a class, to a device or nowhere",
                        Theme.NETWORK)
                .takes(QdiscClassVerb.DEVICE)
                .takes(() -> FilterOperations.OPTIONS)
                .example(
                        "a class for one server",
                        CABLE + "qdisc 'veth1', handle: '1:', htb: [:]\nqdisc.class 'veth1', '1:10', rate: 10.mbit\n"
                                + "qdisc.filter 'veth1', to: '10.0.0.12', port: 80, class: '1:10'\nqdisc.filters()",
                        "qdisc htb")
                .example(
                        "a copy of what comes in",
                        CABLE + "veth 'copy', 'eye'\nqdisc 'veth1', ingress: [:]\nqdisc.filter 'veth1', mirror: 'copy'",
                        "qdisc ingress")
                .related("qdisc", "qdisc.class", "qdisc.filters")
                .answers(FilterValue.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        Endpoint place = Endpoint.parse(session, call.get(QdiscClassVerb.DEVICE));
        Here there = session.here(place.context());
        String device = Devices.get(there, place.device()).name();
        FilterOperations operations = new FilterOperations(there, device);
        try {
            session.ensure(() -> operations.ensure(call.arguments()));
        } catch (NsxException e) {
            throw FilterOperations.explained(e, call.arguments());
        }
        return operations
                .find(call.arguments())
                .map(f -> new FilterValue(there, DeviceNames.of(there), f))
                .orElse(null);
    }
}
