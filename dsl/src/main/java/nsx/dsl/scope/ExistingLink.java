package nsx.dsl.scope;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Session;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.value.link.OptionsOfKinds;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.rtnl.Link;
import nsx.rtnl.kind.AnyKind;
import nsx.rtnl.kind.Bridge;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Wireguard;

/**
 * What a script wants of a device that exists: {@code link('br0') { stp true; up() }}. Options and words are those of the device's
 * kind; a device of a kind that nsx does not know, such as a network card, has those that all kinds share.
 */
public final class ExistingLink {
    private static final String PORT = "port";

    private final Session session;
    private final Link link;
    private final Kind kind;

    public ExistingLink(Session session, Link link) {
        this.session = session;
        this.link = link;
        this.kind = Kinds.of(link.kind(), link.data()).orElse(AnyKind.KIND);
    }

    /** The words of the block of a device of the kind. */
    public static List<BlockWord> words(Kind kind) {
        return kind == Wireguard.KIND ? WireguardScope.words() : LinkScope.words(kind);
    }

    /** The words that the block of some device has, each once. */
    public static List<BlockWord> words() {
        Map<String, BlockWord> all = new LinkedHashMap<>();
        words(AnyKind.KIND).forEach(word -> all.put(word.name(), word));
        words(Bridge.KIND).stream()
                .filter(word -> word.name().equals(PORT))
                .forEach(word -> all.put(PORT, withNumber(word)));
        OptionsOfKinds.all()
                .forEach(option ->
                        all.computeIfAbsent(option.name(), name -> BlockWord.of(AnyKind.KIND.name(), option)));
        Kinds.ALL.forEach(kind -> words(kind).forEach(word -> all.putIfAbsent(word.name(), word)));
        return List.copyOf(all.values());
    }

    /** Of a bridge it names devices, of a tunnel it is a number. */
    private static BlockWord withNumber(BlockWord port) {
        List<Parameter<?>> parameters = new ArrayList<>(port.signature().named());
        parameters.add(0, Parameter.repeated("device", Reader.any(Type.LINK), "a device, or the number of a port"));
        return new BlockWord(PORT, port.summary(), parameters);
    }

    /** Makes the device as the options and the block want it. */
    public void ensure(Map<String, Object> options, Optional<Closure<?>> block) {
        options.keySet().stream()
                .flatMap(name -> refusal(name).stream())
                .findFirst()
                .ifPresent(e -> {
                    throw e;
                });
        LinkScope wanted =
                kind == Wireguard.KIND ? new WireguardScope(options) : new LinkScope(kind, words(kind), options);
        block.ifPresent(b -> Blocks.run(session, b, wanted, words(kind), this::refusal));
        Map<Operation, StackTraceElement> written = new IdentityHashMap<>();
        session.ensure(() -> plan(wanted, written), written);
    }

    /** The operations that are missing; the device may have gone since it was looked up, and is not made again. */
    private List<Operation> plan(LinkScope wanted, Map<Operation, StackTraceElement> written) {
        Link now = Devices.get(session.here(), link.name());
        String name = now.name();
        if (wanted instanceof WireguardScope keys) {
            return new WireguardPlan(session, name, keys).operations(written);
        }
        LinkPlan plan = new LinkPlan(session, kind, name, wanted, written);
        return kind == AnyKind.KIND ? plan.ofMade() : plan.ofExisting(now);
    }

    /** The error for an option or a word that devices of other kinds have; empty for any other name. */
    private Optional<NsxException> refusal(String name) {
        if (has(kind, name)) {
            return Optional.empty();
        }
        List<String> others = Kinds.ALL.stream()
                .filter(other -> has(other, name))
                .map(Kind::name)
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new NsxException(link.name() + " has no '" + name + "'")
                        .because("its kind is " + new LinkValue(session.here(), link).getKind() + ", and '" + name
                                + "' belongs to " + Texts.eitherOf(others))
                        .at(name));
    }

    private static boolean has(Kind kind, String name) {
        return words(kind).stream().anyMatch(word -> word.name().equals(name));
    }
}
