package nsx.netlink;

/**
 * A type of message as data: {@code new MessageType(16, "RTM_NEWLINK", Verb.NEW, IFINFOMSG, IFLA)}.
 *
 * @param header the structure that begins the payload
 * @param table the attributes after the structure
 */
public record MessageType(int number, String name, Verb verb, Struct header, AttributeTable table) {
    /**
     * The meaning of the upper flags. CONTROL messages frame others (batches of nfnetlink) and are not acknowledged.
     */
    public enum Verb {
        NEW,
        DELETE,
        GET,
        CONTROL
    }

    /**
     * Decodes a message of this type; {@link Attributes#header} returns the structure.
     *
     * @throws CodecException if the bytes are malformed
     */
    public Attributes decode(Message message) {
        return Attributes.decode(message.payload(), header, table);
    }

    @Override
    public String toString() {
        return name;
    }
}
