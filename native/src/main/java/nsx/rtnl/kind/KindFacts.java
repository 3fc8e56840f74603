package nsx.rtnl.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;

/** What a {@link Kind} says of its links: facts that are true of all of them, and their options. */
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
    List<String> repeated = List.of();
    List<String> kept = List.of();
    AttributeTable table;
    OptionList options = new OptionList(List.of());
    Map<String, Object> initial = Map.of();

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
        repeated = other.repeated;
        kept = other.kept;
        options = other.options;
        initial = other.initial;
    }

    /** The name in scripts and for ip. */
    public String name() {
        return name;
    }

    public String kernelName() {
        return kernelName;
    }

    /** One line. */
    public String summary() {
        return summary;
    }

    public Kind.Creation creation() {
        return creation;
    }

    /** Whether it needs a {@code dev} to stand on, sent as IFLA_LINK beside the link's own attributes. */
    public boolean isOnLink() {
        return onLink;
    }

    /** Whether what a link of the kind is sent leaves through another device or a tunnel. */
    public boolean isPassingOn() {
        return passesOn;
    }

    /** Whether links of the kind are made two at a time, each the other's IFLA_LINK. */
    public boolean isPair() {
        return peer != null;
    }

    /** The attribute of {@link #table} that holds the other link of a new pair. */
    public Optional<String> peer() {
        return Optional.ofNullable(peer);
    }

    public Kind.Ports ports() {
        return ports;
    }

    /** Whether the driver reports a carrier; without one IFLA_OPERSTATE is "unknown" while a link of the kind is up. */
    public boolean hasCarrier() {
        return carrier;
    }

    /** The usual prefix of names of such links. */
    public String prefix() {
        return prefix;
    }

    /** A script that makes a link of the kind; empty when the word with a name alone is one. */
    public Optional<String> example() {
        return Optional.ofNullable(example);
    }

    /** Whether a change has to carry all options, since the kernel resets the others. */
    public boolean isChangedWhole() {
        return changedWhole;
    }

    /** The attributes, besides those of options, that a change has to repeat where {@link #isChangedWhole}. */
    public List<String> kept() {
        return kept;
    }

    /** What ip-link(8) needs in the command line of a change that sets {@code after} for a link that has {@code now}. */
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

    /** All with this name: vxlan's {@code remote} is one attribute for IPv4 and another for IPv6. */
    public List<Option> options(String dslName) {
        return options.named(dslName);
    }

    /** No options set yet: the start of IFLA_INFO_DATA. */
    public Attributes data() {
        return Attributes.of(table);
    }

    /** The options of a new link: those given, and the {@link Kind#initially initial} ones that are not among them. */
    public Attributes fresh(Attributes given) {
        Attributes all = given;
        for (Map.Entry<String, Object> one : initial.entrySet()) {
            all = all.has(one.getKey()) ? all : all.put(one.getKey(), one.getValue());
        }
        return all;
    }

    /**
     * Adds an option by its script name. Times may be durations; plain numbers are in the option's unit.
     *
     * @throws IllegalArgumentException when the kind has no such option, it cannot be set, or the value does not fit
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
