package nsx.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** SCTP (RFC 9260): the kinds of its chunks. */
final class Sctp {
    static final int PROTOCOL = 132;
    private static final int MOST = 8;
    private static final int DATA = 0;
    private static final Map<Integer, String> CHUNKS = Map.ofEntries(
            Map.entry(DATA, "DATA"),
            Map.entry(1, "INIT"),
            Map.entry(2, "INIT ACK"),
            Map.entry(3, "SACK"),
            Map.entry(4, "HB REQ"),
            Map.entry(5, "HB ACK"),
            Map.entry(6, "ABORT"),
            Map.entry(7, "SHUTDOWN"),
            Map.entry(8, "SHUTDOWN ACK"),
            Map.entry(9, "ERROR"),
            Map.entry(10, "COOKIE ECHO"),
            Map.entry(11, "COOKIE ACK"),
            Map.entry(14, "SHUTDOWN COMPLETE"),
            Map.entry(192, "FORWARD TSN"));

    private Sctp() {}

    static void read(Bytes in, Telling telling) {
        telling.ends(telling.from().with(in.u16()), telling.to().with(in.u16()));
        telling.protocol("SCTP");
        in.skip(8);
        List<String> chunks = new ArrayList<>();
        while (in.has(4) && chunks.size() < MOST) {
            int type = in.u8();
            in.skip(1);
            int length = in.u16();
            int body = Math.max(0, length - 4);
            chunks.add(CHUNKS.getOrDefault(type, "chunk " + type) + (type == DATA ? " length " + (body - 12) : ""));
            in.skip(Math.min(in.left(), body + (-body & 3)));
        }
        telling.info(String.join(", ", chunks));
    }
}
