package nsx.netlink;

/**
 * A type of message as data: {@code new MessageType(16, "RTM_NEWLINK", Verb.NEW, IFINFOMSG, IFLA)}.
 *
 * @param header the structure that begins the payload
 * @param table the attributes after the structure
 */
public record MessageType(int number, String name, Verb verb, Struct header, AttributeTable table) {
    /** The meaning of the upper flags. CONTROL messages frame others (nfnetlink's batch), and are not acknowledged. */
    public enum Verb {
        NEW,
        DELETE,
        GET,
        CONTROL
    }

    /**
     * The content of a message of this type; the structure is {@link Attributes#header}.
     *
     * @throws CodecException when the bytes are malformed
     */
    public Attributes decode(Message message) {
        return Attributes.decode(message.payload(), header, table);
    }

    @Override
    public String toString() {
        return name;
    }
}
