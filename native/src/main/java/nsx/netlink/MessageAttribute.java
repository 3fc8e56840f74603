package nsx.netlink;

/**
 * One attribute of a message. A received attribute is decoded when it is first read: a link has sixty attributes, and
 * most readers use fewer than ten.
 */
public final class MessageAttribute {
    private final Attribute attribute;
    private final int flags;
    private final byte[] received;
    private final Attributes siblings;
    private Object value;

    /** Creates an attribute of a request. */
    MessageAttribute(Attribute attribute, int flags, Object value) {
        this.attribute = attribute;
        this.flags = flags;
        this.value = value;
        this.received = null;
        this.siblings = null;
    }

    /** Creates a received attribute, whose type may depend on the attributes before it. */
    MessageAttribute(Attribute attribute, int flags, byte[] received, Attributes siblings) {
        this.attribute = attribute;
        this.flags = flags;
        this.received = received;
        this.siblings = siblings;
    }

    public Attribute attribute() {
        return attribute;
    }

    /** The two upper bits of the attribute number, unchanged. */
    public int flags() {
        return flags;
    }

    /** The decoded value; the bytes if they are not of the attribute's type. */
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
