package nsx.rtnl.kind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nsx.netlink.Attribute;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;

/**
 * A kind of link as a table: codec, script options, completion and help all come from it. Immutable; the methods that
 * add a line answer a longer table.
 */
public final class Kind {
    /** How a link of the kind comes to be. */
    public enum Creation {
        /** By RTM_NEWLINK. */
        REQUEST,
        /** By TUNSETIFF and TUNSETPERSIST on /dev/net/tun; RTM_NEWLINK is refused with EOPNOTSUPP. */
        IOCTL
    }

    private final String name;
    private final String kernelName;
    private final String summary;
    private final Creation creation;
    private final boolean onLink;
    private final AttributeTable table;
    private final List<Option> options;

    private Kind(
            String name,
            String kernelName,
            String summary,
            Creation creation,
            boolean onLink,
            AttributeTable table,
            List<Option> options) {
        this.name = name;
        this.kernelName = kernelName;
        this.summary = summary;
        this.creation = creation;
        this.onLink = onLink;
        this.table = table;
        this.options = Collections.unmodifiableList(options);
    }

    static Kind named(String name, String summary) {
        AttributeTable table = AttributeTable.named("IFLA_" + name.toUpperCase(Locale.ROOT));
        return new Kind(name, name, summary, Creation.REQUEST, false, table, List.of());
    }

    /** The kind stands on another link, which {@code dev} names and IFLA_LINK carries. */
    Kind onLink() {
        return new Kind(name, kernelName, summary, creation, true, table, options);
    }

    Kind createdBy(Creation how) {
        return new Kind(name, kernelName, summary, how, onLink, table, options);
    }

    /** What IFLA_INFO_KIND says, where it is not the name. */
    Kind kernelName(String other) {
        return new Kind(name, other, summary, creation, onLink, table, options);
    }

    /** An attribute that scripts can set and read. */
    Kind option(
            int number, String kernel, AttributeType type, String dslName, String ipName, Unit unit, String summary) {
        return line(number, kernel, type, dslName, ipName, unit, true, summary);
    }

    Kind option(int number, String kernel, AttributeType type, String dslName, String ipName, String summary) {
        return option(number, kernel, type, dslName, ipName, Unit.NONE, summary);
    }

    /** An attribute that scripts can only read. */
    Kind shown(int number, String kernel, AttributeType type, String dslName, Unit unit, String summary) {
        return line(number, kernel, type, dslName, "", unit, false, summary);
    }

    /** An attribute that only traces show. */
    Kind hidden(int number, String kernel, AttributeType type) {
        return new Kind(name, kernelName, summary, creation, onLink, table.add(number, kernel, type), options);
    }

    /** Another name for an attribute that is in the table already. */
    Kind alias(String kernel, String dslName, String ipName, String text) {
        List<Option> more = new ArrayList<>(options);
        more.add(new Option(dslName, ipName, table.get(kernel), Unit.NONE, true, text));
        return new Kind(name, kernelName, summary, creation, onLink, table, List.copyOf(more));
    }

    private Kind line(
            int number,
            String kernel,
            AttributeType type,
            String dslName,
            String ipName,
            Unit unit,
            boolean settable,
            String text) {
        AttributeTable longer = table.add(number, kernel, dslName, type);
        List<Option> more = new ArrayList<>(options);
        more.add(new Option(dslName, ipName, new Attribute(number, kernel, dslName, type), unit, settable, text));
        return new Kind(name, kernelName, summary, creation, onLink, longer, more);
    }

    /** What scripts and ip call it. */
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

    public Creation creation() {
        return creation;
    }

    /** Whether it needs a {@code dev} to stand on, sent as IFLA_LINK beside the link's own attributes. */
    public boolean isOnLink() {
        return onLink;
    }

    /** The attributes in IFLA_INFO_DATA. */
    public AttributeTable table() {
        return table;
    }

    public List<Option> options() {
        return options;
    }

    /** All with this name: vxlan's {@code remote} is one attribute for IPv4 and another for IPv6. */
    public List<Option> options(String dslName) {
        return options.stream().filter(option -> option.name().equals(dslName)).toList();
    }

    /** No options set yet: the start of IFLA_INFO_DATA. */
    public Attributes data() {
        return Attributes.of(table);
    }

    /**
     * Adds an option by its script name. Times may be durations; plain numbers are in the option's unit.
     *
     * @throws IllegalArgumentException when there is no such option, it cannot be set, or the value does not fit
     */
    public Attributes put(Attributes data, String dslName, Object value) {
        List<Option> named = options(dslName).stream().filter(Option::settable).toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException(name + " has no option " + dslName);
        }
        Option fitting = named.stream()
                .filter(option ->
                        option.attribute().type().accepts(option.unit().toKernel(value)))
                .findFirst()
                .orElse(named.get(0));
        try {
            return data.put(fitting.attribute().kernelName(), fitting.unit().toKernel(value));
        } catch (IllegalArgumentException e) {
            String text = e.getMessage();
            throw new IllegalArgumentException(dslName + text.substring(text.indexOf(": ")), e);
        }
    }

    /** The options of a link as the kernel reports them, by script name and in the table's order. */
    public Map<String, Object> values(Attributes data) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Attribute attribute : table.attributes()) {
            if (attribute.dslName().isEmpty()) {
                continue;
            }
            data.value(attribute.kernelName())
                    .ifPresent(value -> values.put(
                            attribute.dslName(),
                            options(attribute.dslName()).get(0).unit().fromKernel(value)));
        }
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
