package nsx.netlink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes that may occur side by side in one place, by number and by name. Immutable. */
public final class AttributeTable {
    private final String name;
    private final List<Attribute> attributes;
    private final AttributeType others;
    /** Whether an unknown name is a program error; otherwise it is an error in the bytes. */
    private final boolean complete;
    /** Built at the first lookup, because tables grow line by line. */
    private volatile Index index;

    /** Immutable, so that a lookup needs no lock: every attribute of a dump is looked up. */
    private record Index(Map<Integer, Attribute> byNumber, Map<String, Attribute> byName) {}

    private AttributeTable(String name, List<Attribute> attributes, AttributeType others) {
        this(name, attributes, others, true);
    }

    private AttributeTable(String name, List<Attribute> attributes, AttributeType others, boolean complete) {
        this.complete = complete;
        this.name = name;
        this.attributes = attributes;
        this.others = others;
    }

    private Index index() {
        Index known = index;
        if (known == null) {
            known = indexed();
            index = known;
        }
        return known;
    }

    private Index indexed() {
        Map<Integer, Attribute> byNumber = new HashMap<>();
        Map<String, Attribute> byName = new HashMap<>();
        for (Attribute attribute : attributes) {
            if (byNumber.put(attribute.number(), attribute) != null
                    || byName.put(attribute.kernelName(), attribute) != null) {
                throw new IllegalArgumentException(name + " has " + attribute + " twice");
            }
        }
        return new Index(byNumber, byName);
    }

    /**
     * Makes a table whose unknown attributes are kept as bytes and named after {@code name}, such as {@code IFLA_77}.
     */
    public static AttributeTable named(String name) {
        return new AttributeTable(name, List.of(), AttributeType.BINARY);
    }

    /** Makes the table of an unknown kind; a lookup of any name blames the bytes. */
    public static AttributeTable unknown(String name) {
        return new AttributeTable(name, List.of(), AttributeType.BINARY, false);
    }

    /** Makes the table of a list, in which every number has the same type. */
    static AttributeTable listOf(String name, AttributeType element) {
        return new AttributeTable(name, List.of(), element);
    }

    public AttributeTable add(int number, String kernelName, AttributeType type) {
        return add(number, kernelName, "", type);
    }

    /** Returns this table with one more line. */
    public AttributeTable add(int number, String kernelName, String dslName, AttributeType type) {
        List<Attribute> more = new ArrayList<>(attributes.size() + 1);
        more.addAll(attributes);
        more.add(new Attribute(number, kernelName, dslName, type));
        return new AttributeTable(name, more, others);
    }

    public static AttributeTable of(String name, List<Attribute> attributes) {
        return new AttributeTable(name, attributes, AttributeType.BINARY);
    }

    public List<Attribute> attributes() {
        return Collections.unmodifiableList(attributes);
    }

    /**
     * Finds an attribute by its kernel name.
     *
     * @throws IllegalArgumentException if the table lacks the name, which is a program error
     * @throws CodecException if the bytes do not determine the table
     */
    public Attribute get(String kernelName) {
        Attribute found = index().byName().get(kernelName);
        if (found == null && !complete) {
            throw new CodecException(name + " is of a kind without " + kernelName);
        }
        if (found == null) {
            throw new IllegalArgumentException(name + " has no attribute " + kernelName);
        }
        return found;
    }

    public Optional<Attribute> find(String kernelName) {
        return Optional.ofNullable(index().byName().get(kernelName));
    }

    /** Finds an attribute by number; an unknown number gets a made-up name. */
    public Attribute get(int number) {
        Attribute found = index().byNumber().get(number);
        return found != null ? found : new Attribute(number, name + "_" + number, "", others);
    }

    @Override
    public String toString() {
        return name;
    }
}
