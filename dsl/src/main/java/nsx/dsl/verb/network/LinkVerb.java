package nsx.dsl.verb.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.scope.ExistingLink;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.link.KindParameters;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.value.link.OptionsOfKinds;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.rtnl.Link;
import nsx.rtnl.kind.AnyKind;

/** {@code link 'eth0'}: one device that exists; with options or a block it is made as they say. */
public final class LinkVerb extends Verb {
    private static final Parameter<String> NAME = Parameter.required("name", Reader.device(), "its name or an altname");
    private static final Parameter<Object> OF_KIND =
            Parameter.anyOf(OptionsOfKinds::all, "an option of the device's kind, such as stp: of a bridge");

    private List<BlockWord> words;
    private List<BlockWord> possible;

    public LinkVerb() {
        super(Entry.of("link", "one device that exists, to read and to change", Theme.NETWORK)
                .takes(NAME)
                .takes(() -> KindParameters.named(AnyKind.KIND))
                .takes(OF_KIND)
                .takes(Parameter.block(
                        "options as words, those of the device's kind too, address, master, altname, up(), down()"))
                .example("set it up", "link('lo').up()")
                .example("set a property", "link('lo').mtu = 1400")
                .example("ensure several things", "link('lo') {\n    mtu 1400\n    address '10.0.0.1/32'\n    up()\n}")
                .example("ensure an option", "link 'lo', mtu: 1400")
                .example("a bare word works if the name is a valid word", "lo.up()\nlo.state\nlo { mtu 1400; up() }")
                .topics("interface", "network card")
                .related("links", "veth", "bridge")
                .peer("ip -details link show eth0")
                .passesThrough()
                .answers(LinkValue.class));
    }

    /** With options or a block it changes the device. */
    @Override
    public boolean passesThrough(Call call) {
        return call.block().isEmpty() && call.arguments().written().isEmpty();
    }

    @Override
    public boolean hasScope() {
        return true;
    }

    @Override
    public List<BlockWord> blockWords() {
        if (words == null) {
            words = ExistingLink.words(AnyKind.KIND);
        }
        return words;
    }

    @Override
    public List<BlockWord> possibleWords() {
        if (possible == null) {
            possible = ExistingLink.words();
        }
        return possible;
    }

    @Override
    public Object run(Call call) {
        Link link = Devices.get(call.here(), call.get(NAME));
        if (passesThrough(call)) {
            return new LinkValue(call.here(), link);
        }
        // as written: each kind reads its options itself
        Map<String, Object> options = new LinkedHashMap<>(call.arguments().written());
        options.values().removeIf(value -> value == null);
        new ExistingLink(call.session(), link).ensure(options, call.block());
        return new LinkValue(call.here(), Devices.get(call.here(), link.name()));
    }
}
