package nsx.rtnl.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nsx.netlink.Attribute;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;

/**
 * The options of a kind of link, in the order of its table.
 *
 * @param all the options; a name may occur twice, for IPv4 and for IPv6
 */
record OptionList(List<Option> all) {
    OptionList and(Option option) {
        List<Option> more = new ArrayList<>(all);
        more.add(option);
        return new OptionList(List.copyOf(more));
    }

    /** Returns this list with the last option replaced. */
    OptionList last(UnaryOperator<Option> change) {
        List<Option> changed = new ArrayList<>(all);
        changed.add(change.apply(changed.remove(changed.size() - 1)));
        return new OptionList(List.copyOf(changed));
    }

    List<Option> named(String name) {
        return all.stream().filter(option -> option.name().equals(name)).toList();
    }

    /** Adds the named options that {@code now} contains and {@code after} lacks. */
    Attributes repeated(List<String> names, Attributes now, Attributes after) {
        Attributes data = after;
        for (Option option : all) {
            String attribute = option.attribute().kernelName();
            if (names.contains(option.name()) && option.isSet(now) && !after.has(attribute)) {
                data = data.put(attribute, now.value(attribute));
            }
        }
        return data;
    }

    /** Adds an option by its script name to the data of a link; see {@link Kind#put} for the errors. */
    Attributes put(String kind, Attributes data, String name, Object value) {
        List<Option> settable = named(name).stream().filter(Option::settable).toList();
        if (settable.isEmpty()) {
            throw new IllegalArgumentException(kind + " has no option " + name);
        }
        List<String> parts = settable.get(0).parts();
        if (parts.isEmpty()) {
            return put(data, settable, value);
        }
        Attributes all = data;
        for (String part : parts) {
            all = put(kind, all, part, value);
        }
        return all;
    }

    private static Attributes put(Attributes data, List<Option> named, Object value) {
        Option fitting = named.stream()
                .filter(option ->
                        option.attribute().type().accepts(option.unit().toKernel(value)))
                .findFirst()
                .orElse(named.get(0));
        try {
            return fitting.put(data, fitting.unit().toKernel(value));
        } catch (IllegalArgumentException e) {
            String text = e.getMessage();
            throw new IllegalArgumentException(fitting.name() + text.substring(text.indexOf(": ")), e);
        }
    }

    /** The options of a link as the kernel reports them, by script name and in the table's order. */
    Map<String, Object> values(Attributes data, AttributeTable table) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Attribute attribute : table.attributes()) {
            all.stream()
                    .filter(option -> option.attribute().number() == attribute.number()
                            && option.name().equals(option.attribute().dslName())
                            && option.isReported(data))
                    .forEach(option -> values.put(
                            option.name(),
                            option.unit().fromKernel(option.value(data).orElseThrow())));
        }
        return values;
    }
}
