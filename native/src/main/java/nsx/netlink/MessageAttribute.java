package nsx.netlink;

/**
 * One attribute of a message. What was received is decoded when it is first asked for: a link has sixty attributes, and few readers
 * want more than ten.
 */
public final class MessageAttribute {
    private final Attribute attribute;
    private final int flags;
    private final byte[] received;
    private final Attributes siblings;
    private Object value;

    /** An attribute of a request. */
    MessageAttribute(Attribute attribute, int flags, Object value) {
        this.attribute = attribute;
        this.flags = flags;
        this.value = value;
        this.received = null;
        this.siblings = null;
    }

    /** An attribute as it was received, whose meaning may depend on those before it. */
    MessageAttribute(Attribute attribute, int flags, byte[] received, Attributes siblings) {
        this.attribute = attribute;
        this.flags = flags;
        this.received = received;
        this.siblings = siblings;
    }

    public Attribute attribute() {
        return attribute;
    }

    /** The two upper bits of its number, unchanged. */
    public int flags() {
        return flags;
    }

    /** The value as its type gives it; the bytes where they are not of that type. */
    public Object value() {
        if (value == null) {
            value = decoded();
        }
        return value;
    }

    private Object decoded() {
        try {
            Object decoded = attribute.type().decode(received, siblings);
            boolean exact = decoded instanceof byte[] || attribute.type().is(decoded, received);
            return exact ? decoded : received;
        } catch (CodecException e) {
            return received;
        }
    }

    byte[] encode() {
        if (received != null) {
            return received;
        }
        return value instanceof byte[] bytes ? bytes : attribute.type().encode(value);
    }

    @Override
    public String toString() {
        return attribute + "="
                + (value() instanceof byte[] bytes
                        ? Hex.of(bytes)
                        : attribute.type().text(value()));
    }
}
