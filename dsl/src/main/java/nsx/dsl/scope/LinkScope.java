package nsx.dsl.scope;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.bridge.TreeOperations;
import nsx.dsl.op.bridge.VlanWish;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.script.Written;
import nsx.dsl.session.Scope;
import nsx.dsl.value.link.KindParameters;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Signature;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Option;

/**
 * The words inside the block of a device: {@code bridge br0 { port 'x'; address '10.0.0.10/24'; stp true; up() }}.
 * The scope only records the wishes; the word around it fulfils them, all or nothing.
 */
public class LinkScope extends GroovyObjectSupport implements Scope {
    private static final Parameter<String> DEVICES = Parameter.repeated("device", Reader.device(), "a device");

    private final Kind kind;
    private final List<BlockWord> words;
    private final Map<String, StackTraceElement> written = new HashMap<>();
    private final Map<String, Object> options = new LinkedHashMap<>();
    private final Map<LinkProperty, Object> properties = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> ports = new LinkedHashMap<>();
    private final List<Arguments> addresses = new ArrayList<>();
    private final List<String> altnames = new ArrayList<>();
    private final Map<String, Object> self = new LinkedHashMap<>();
    private Boolean up;
    private String master;

    /**
     * @param words the result of {@link #words}
     * @param given the options by name that come before the block
     */
    public LinkScope(Kind kind, List<BlockWord> words, Map<String, ?> given) {
        this.kind = kind;
        this.words = words;
        given.forEach(this::accept);
    }

    /** The block words for a device of the kind. */
    public static List<BlockWord> words(Kind kind) {
        List<BlockWord> all = new ArrayList<>();
        all.add(BlockWord.plain("up", "set it up"));
        all.add(BlockWord.plain("down", "set it down"));
        Optional<Kind> ports = Kinds.portOf(kind.kernelName());
        if (kind.ports() != Kind.Ports.NONE) {
            List<Parameter<?>> port = new ArrayList<>(List.of(DEVICES));
            ports.ifPresent(p -> port.addAll(KindParameters.options(p)));
            if (kind.ports() == Kind.Ports.SWITCHED) {
                port.addAll(VlanWish.PARAMETERS);
                port.add(TreeOperations.PARAMETER);
                List<Parameter<?>> self = new ArrayList<>(VlanWish.PARAMETERS);
                self.add(GlobalVlanWish.PARAMETER);
                all.add(new BlockWord("self", "VLANs of the bridge itself, and their options for all ports", self));
            }
            all.add(new BlockWord("port", "make devices ports of it", port));
        }
        all.add(new BlockWord("address", "give it an address", AddressOperations.PARAMETERS));
        all.add(new BlockWord("master", "make it a port of a bridge, bond or vrf", List.of(DEVICES.alone())));
        Parameter<?> other = Parameter.required("name", Reader.text(), "another name");
        all.add(new BlockWord("altname", "give it another name beside its own", List.of(other)));
        KindParameters.named(kind).forEach(p -> all.add(BlockWord.of(kind.name(), p)));
        return all;
    }

    /** The block words for an end of a pair, whose options belong to the pair. */
    public static List<BlockWord> properties(Kind kind) {
        return words(kind).stream()
                .filter(word -> kind.options(word.name()).stream().noneMatch(Option::settable))
                .toList();
    }

    private Optional<BlockWord> word(String name) {
        return words.stream().filter(w -> w.name().equals(name)).findFirst();
    }

    public void up() {
        up = true;
        note("up");
    }

    public void down() {
        up = false;
        note("up");
    }

    public void master(Object name) {
        master = Mistake.given("master", "a device", name);
        note("master");
    }

    public void altname(Object name) {
        String altname = Mistake.given("altname", "a name", name);
        altnames.add(altname);
        note("altname " + altname);
    }

    public void address(Object... arguments) {
        addresses.add(Arguments.of(word("address").orElseThrow().signature(), arguments));
        note("address " + (addresses.size() - 1));
    }

    /** {@code port 'x', 'y'} or {@code port 'x', isolated: true, cost: 5}. */
    private void ports(Signature signature, Object... arguments) {
        Arguments given = Arguments.of(signature, arguments);
        for (String device : given.all(DEVICES)) {
            ports.put(device, given.options());
            note("port " + device);
        }
    }

    /** {@code self vlans: [10, 20]}: VLANs of a bridge itself, or {@code self globalOptions: [10: [msti: 2]]}. */
    private void self(Signature signature, Object... arguments) {
        self.putAll(Arguments.of(signature, arguments).options());
        note("self");
    }

    private void note(String wish) {
        Written.here().ifPresent(line -> written.put(wish, line));
    }

    /**
     * The line that requested a wish: {@code up}, {@code master}, {@code port x}, {@code address 0} or an option by
     * name; null if unknown.
     */
    StackTraceElement written(String wish) {
        return written.get(wish);
    }

    /**
     * Sets an option or property by its name; false if there is none of that name. It is not called {@code set},
     * which Groovy would use as the setter of any missing property.
     */
    private boolean accept(String name, Object value) {
        Optional<Parameter<?>> option = word(name)
                .flatMap(w -> w.signature().at(0))
                .filter(p -> p.name().equals(name)
                        && (isOption(name) || LinkProperty.named(name).isPresent()));
        if (option.isEmpty()) {
            return false;
        }
        note(name);
        Object read = option.get().read(kind.name(), value);
        if (isOption(name)) {
            options.put(name, read);
        } else {
            properties.put(LinkProperty.named(name).orElseThrow(), read);
        }
        return true;
    }

    private boolean isOption(String name) {
        return kind.options(name).stream().anyMatch(Option::settable) || name.equals("dev") && kind.isOnLink();
    }

    /** An option, a property, or a word that only some kinds have; every other name is the script's. */
    public Object methodMissing(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        if (all.length == 1 && accept(name, all[0])) {
            return null;
        }
        Optional<Signature> signature = word(name).map(BlockWord::signature);
        if (signature.isPresent() && name.equals("port") && !isOption(name)) {
            ports(signature.get(), all);
            return null;
        }
        if (signature.isPresent() && name.equals("self")) {
            self(signature.get(), all);
            return null;
        }
        word(name).flatMap(w -> w.signature().miscounted(List.of(all), false)).ifPresent(mistake -> {
            throw mistake;
        });
        throw new MissingMethodException(name, LinkScope.class, all);
    }

    public void propertyMissing(String name, Object value) {
        if (!accept(name, value)) {
            throw new MissingPropertyException(name, LinkScope.class);
        }
    }

    Map<String, Object> options() {
        return options;
    }

    Map<LinkProperty, Object> properties() {
        return properties;
    }

    /** The wanted index of a new device; empty for any. */
    OptionalInt index() {
        Object index = properties.get(LinkProperty.INDEX);
        return index == null ? OptionalInt.empty() : OptionalInt.of((Integer) index);
    }

    Map<String, Map<String, Object>> ports() {
        return ports;
    }

    /** Whether nothing is wanted. */
    boolean isEmpty() {
        return properties.isEmpty()
                && ports.isEmpty()
                && addresses.isEmpty()
                && altnames.isEmpty()
                && up == null
                && master == null;
    }

    /** The wanted VLANs of the bridge itself, and their options for all ports. */
    Map<String, Object> self() {
        return self;
    }

    List<Arguments> addresses() {
        return addresses;
    }

    List<String> altnames() {
        return altnames;
    }

    /** The wanted state: true for up, false for down, null if the block does not contain one. */
    Boolean wantsUp() {
        return up;
    }

    /** The wanted master's name; null for none. */
    String master() {
        return master;
    }
}
