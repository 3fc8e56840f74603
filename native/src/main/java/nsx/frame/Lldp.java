package nsx.frame;

import java.util.StringJoiner;

/** LLDP (IEEE 802.1AB): who is at the other end of a cable. */
final class Lldp {
    private static final int END = 0;
    private static final int CHASSIS = 1;
    private static final int PORT = 2;
    private static final int LIFETIME = 3;
    private static final int SYSTEM = 5;
    private static final int PORT_MAC = 3;
    private static final int CHASSIS_MAC = 4;

    private Lldp() {}

    static String read(Bytes in) {
        StringJoiner told = new StringJoiner(", ");
        while (in.has(2)) {
            int head = in.u16();
            Bytes value = in.part(head & 0x1ff);
            switch (head >> 9) {
                case END -> {
                    return told.toString();
                }
                case CHASSIS -> told.add("chassis " + name(value, CHASSIS_MAC));
                case PORT -> told.add("port " + name(value, PORT_MAC));
                case LIFETIME -> told.add("ttl " + value.u16() + "s");
                case SYSTEM -> told.add("system " + value.text(value.left()));
                default -> {
                    // the rest is for those who manage the device
                }
            }
        }
        return told.toString();
    }

    private static String name(Bytes value, int mac) {
        return value.u8() == mac && value.left() == 6 ? value.mac() : value.text(value.left());
    }
}
