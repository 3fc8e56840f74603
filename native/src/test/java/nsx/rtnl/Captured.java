package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.MessageType;

/** Messages as a kernel 6.18 on x86-64 sent them, in hexadecimal beside the tests. */
final class Captured {
    private Captured() {}

    static Message message(String name) {
        try (InputStream in = Captured.class.getResourceAsStream(name + ".hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
            List<Message> messages = Message.parse(HexFormat.of().parseHex(text));
            assertEquals(1, messages.size());
            return messages.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decodes, encodes, compares. */
    static Attributes roundTrip(String name, MessageType type) {
        Message message = message(name);
        assertEquals(type.number(), message.type());
        Attributes all = type.decode(message);
        assertEquals(HexFormat.of().formatHex(message.payload()), HexFormat.of().formatHex(all.encode()));
        return all;
    }

    /** Hand-made bytes through the table of a kind and back. */
    static Attributes roundTrip(String hex, AttributeTable table) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Attributes all = Attributes.decode(bytes, table);
        assertEquals(HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(all.encode()));
        return all;
    }
}
