package nsx.netlink;

/**
 * A type of message as data: {@code new MessageType(16, "RTM_NEWLINK", Verb.NEW, IFINFOMSG, IFLA)}.
 *
 * @param header the structure that begins the payload
 * @param table the attributes after the structure
 */
public record MessageType(int number, String name, Verb verb, Struct header, AttributeTable table) {
    /** What the upper flags mean. CONTROL messages frame others (nfnetlink's batch), and are not acknowledged. */
    public enum Verb {
        NEW,
        DELETE,
        GET,
        CONTROL
    }

    /**
     * What a message of this type says; the structure is {@link Attributes#header}.
     *
     * @throws CodecException when it says nothing sensible
     */
    public Attributes decode(Message message) {
        return Attributes.decode(message.payload(), header, table);
    }

    @Override
    public String toString() {
        return name;
    }
}
