package nsx.dsl.verb.network;

import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code link 'eth0'}: an existing device. */
public final class LinkVerb extends Verb {
    private static final Parameter<String> NAME = Parameter.required("name", Reader.device(), "its name or an altname");

    public LinkVerb() {
        super(Entry.of("link", "one device of the current network namespace, to read and to change", Theme.NETWORK)
                .takes(NAME)
                .example("set it up", "link('lo').up()")
                .example("set a property", "link('lo').mtu = 1400")
                .example("a bare word works if the name is a valid word", "lo.up()\nlo.state")
                .topics("interface", "network card")
                .related("links", "veth", "bridge")
                .peer("ip -details link show eth0")
                .passesThrough()
                .answers(LinkValue.class));
    }

    @Override
    public Object run(Call call) {
        return new LinkValue(call.here(), Devices.get(call.here(), call.get(NAME)));
    }
}
