package nsx.rtnl.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;

/** The facts that a {@link Kind} states about all its links, and their options. */
public abstract sealed class KindFacts permits Kind {
    final String name;
    final String summary;
    String kernelName;
    String prefix;
    String example;
    Kind.Creation creation = Kind.Creation.REQUEST;
    Kind.Ports ports = Kind.Ports.NONE;
    Spelling spelling = Spelling.VALUE;
    String peer;
    boolean onLink;
    boolean passesOn;
    boolean carrier = true;
    boolean changedWhole;
    String always;
    List<String> repeated = List.of();
    List<String> kept = List.of();
    List<String> needed = List.of();
    Attributes kernelDefaults;
    AttributeTable table;
    OptionList options = new OptionList(List.of());
    Map<String, Object> initial = Map.of();
    Map<String, Object> initialOwn = Map.of();
    String condition;
    Map.Entry<String, Object> conditional;

    KindFacts(String name, String summary, AttributeTable table) {
        this.name = name;
        this.summary = summary;
        this.kernelName = name;
        this.prefix = name;
        this.table = table;
    }

    KindFacts(KindFacts other) {
        this(other.name, other.summary, other.table);
        kernelName = other.kernelName;
        prefix = other.prefix;
        example = other.example;
        creation = other.creation;
        ports = other.ports;
        spelling = other.spelling;
        peer = other.peer;
        onLink = other.onLink;
        passesOn = other.passesOn;
        carrier = other.carrier;
        changedWhole = other.changedWhole;
        always = other.always;
        repeated = other.repeated;
        kept = other.kept;
        needed = other.needed;
        kernelDefaults = other.kernelDefaults;
        options = other.options;
        initial = other.initial;
        initialOwn = other.initialOwn;
        condition = other.condition;
        conditional = other.conditional;
    }

    /** The name in scripts and in ip. */
    public String name() {
        return name;
    }

    public String kernelName() {
        return kernelName;
    }

    /** A one-line description. */
    public String summary() {
        return summary;
    }

    public Kind.Creation creation() {
        return creation;
    }

    /**
     * An attribute in every report of the kernel. With it come all options that this kernel has: it ignores requests
     * for others. Empty for a kind that omits unset options.
     */
    public Optional<String> always() {
        return Optional.ofNullable(always);
    }

    /** The options that the kernel sets in each new link of the kind, as far as they are known. */
    public Optional<Attributes> kernelDefaults() {
        return Optional.ofNullable(kernelDefaults);
    }

    /** Whether links of the kind need a {@code dev}, sent as IFLA_LINK with the link's own attributes. */
    public boolean isOnLink() {
        return onLink;
    }

    /** Whether packets for a link of the kind leave through another device or a tunnel. */
    public boolean isPassingOn() {
        return passesOn;
    }

    /** Whether links of the kind are created in pairs, each being the other's IFLA_LINK. */
    public boolean isPair() {
        return peer != null;
    }

    /** The attribute of {@link #table} that contains the other link of a new pair. */
    public Optional<String> peer() {
        return Optional.ofNullable(peer);
    }

    public Kind.Ports ports() {
        return ports;
    }

    /** Whether the driver reports a carrier; otherwise IFLA_OPERSTATE is "unknown" while a link of the kind is up. */
    public boolean hasCarrier() {
        return carrier;
    }

    /** The usual prefix of link names. */
    public String prefix() {
        return prefix;
    }

    /** A script that creates a link of the kind; empty if the kind and a name suffice. */
    public Optional<String> example() {
        return Optional.ofNullable(example);
    }

    /** Whether a change must contain all options, since the kernel resets omitted ones. */
    public boolean isChangedWhole() {
        return changedWhole;
    }

    /** The attributes, besides options, that a change must repeat if {@link #isChangedWhole}. */
    public List<String> kept() {
        return kept;
    }

    /** The options that ip-link(8) needs in the command line of a change from {@code now} that sets {@code after}. */
    public Attributes said(Attributes now, Attributes after) {
        return options.repeated(repeated, now, after);
    }

    /**
     * Whether a link is of this kind. Kinds with one kernel name, such as tun and tap, are distinguished by their {@code type}.
     *
     * @param data the link's IFLA_INFO_DATA
     */
    public boolean describes(String linkKind, Attributes data) {
        return linkKind.equals(kernelName)
                && (creation == Kind.Creation.REQUEST
                        || values(data).getOrDefault("type", name).equals(name));
    }

    /** The attributes in IFLA_INFO_DATA. */
    public AttributeTable table() {
        return table;
    }

    public List<Option> options() {
        return options.all();
    }

    /** All options with this name: {@code remote} of vxlan is one attribute for IPv4 and another for IPv6. */
    public List<Option> options(String dslName) {
        return options.named(dslName);
    }

    /** Empty options, for IFLA_INFO_DATA. */
    public Attributes data() {
        return Attributes.of(table);
    }

    /**
     * The options of a new link: the given ones and missing {@link Kind#sends sent defaults}. A tunnel that takes
     * its data from routes gets none of {@link Kind#sendsUnlessExternal its own}.
     */
    public Attributes fresh(Attributes given) {
        Map<String, Object> defaults = new LinkedHashMap<>(initial);
        defaults.putAll(isExternal(given) ? Map.of() : initialOwn);
        Attributes all = given;
        for (Map.Entry<String, Object> one : defaults.entrySet()) {
            all = all.has(one.getKey()) ? all : all.put(one.getKey(), one.getValue());
        }
        return condition == null || !all.truth(condition) || all.has(conditional.getKey())
                ? all
                : all.put(conditional.getKey(), conditional.getValue());
    }

    /**
     * The option that a new link needs and these options lack; empty if none is missing. A tunnel that takes its data
     * from routes needs none.
     */
    public Optional<Option> missing(Attributes given) {
        return isExternal(given)
                ? Optional.empty()
                : needed.stream()
                        .map(name -> options(name).get(0))
                        .filter(option -> !given.has(option.attribute().kernelName()))
                        .findFirst();
    }

    private boolean isExternal(Attributes given) {
        return options("external").stream().anyMatch(option -> option.isSet(given));
    }

    /**
     * Adds an option by its script name. Times may be durations; plain numbers are in the option's unit.
     *
     * @throws IllegalArgumentException if the kind has no such option, the option cannot be set, or the value does
     * not fit
     */
    public Attributes put(Attributes data, String dslName, Object value) {
        return options.put(name, data, dslName, value);
    }

    /** The options of a link as the kernel reports them, by script name and in the table's order. */
    public Map<String, Object> values(Attributes data) {
        return options.values(data, table);
    }

    @Override
    public String toString() {
        return name;
    }
}
