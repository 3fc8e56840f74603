package nsx.frame;

import java.util.Map;

/** Records of TLS (RFC 8446); of a ClientHello the name of the server (RFC 6066). */
final class Tls {
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_NAME = 0;
    private static final Map<Integer, String> RECORDS =
            Map.of(20, "change cipher spec", 21, "alert", HANDSHAKE, "handshake", 23, "application data");
    private static final Map<Integer, String> MESSAGES = Map.of(
            CLIENT_HELLO,
            "ClientHello",
            2,
            "ServerHello",
            4,
            "NewSessionTicket",
            11,
            "Certificate",
            12,
            "ServerKeyExchange",
            14,
            "ServerHelloDone",
            16,
            "ClientKeyExchange");

    private Tls() {}

    static String read(Bytes in) {
        int record = in.u8();
        Decoder.require(RECORDS.containsKey(record) && in.u8() == 3 && in.u8() <= 4);
        in.skip(2);
        if (record != HANDSHAKE) {
            return RECORDS.get(record);
        }
        int message = in.u8();
        in.skip(3);
        String name = MESSAGES.getOrDefault(message, RECORDS.get(HANDSHAKE));
        return message == CLIENT_HELLO ? name + server(in) : name;
    }

    /** Empty when there is no name, or not all of the message. */
    private static String server(Bytes in) {
        in.skip(2 + 32);
        in.skip(in.u8());
        in.skip(in.u16());
        in.skip(in.u8());
        if (!in.has(2)) {
            return "";
        }
        in.skip(2);
        while (in.has(4)) {
            int type = in.u16();
            int length = in.u16();
            if (!in.has(length)) {
                return "";
            }
            Bytes extension = in.part(length);
            if (type == SERVER_NAME && extension.has(5)) {
                extension.skip(3);
                return " " + extension.text(extension.u16());
            }
        }
        return "";
    }
}
