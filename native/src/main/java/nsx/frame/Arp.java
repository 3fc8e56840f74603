package nsx.frame;

/** ARP (RFC 826) of IPv4, with the probes and announcements of RFC 5227; RARP (RFC 903) and InARP (RFC 2390). */
final class Arp {
    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final int IPV4 = 0x0800;
    private static final String NOBODY = "0.0.0.0";

    private Arp() {}

    static String read(Bytes in) {
        in.skip(2);
        Decoder.require(in.u16() == IPV4 && in.u8() == 6 && in.u8() == 4);
        int operation = in.u16();
        String mac = in.mac();
        String sender = in.ip4();
        String other = in.mac();
        String target = in.ip4();
        switch (operation) {
            case REQUEST, REPLY -> {}
            case 3, 8 -> {
                return "which address has " + other + ", tell " + mac;
            }
            case 4 -> {
                return other + " is at " + target;
            }
            case 9 -> {
                return mac + " is at " + sender;
            }
            default -> {
                return "operation " + operation + " of " + mac;
            }
        }
        if (sender.equals(target)) {
            return "announcement, " + sender + " is at " + mac;
        }
        if (operation == REPLY) {
            return sender + " is at " + mac;
        }
        return "who has " + target + (sender.equals(NOBODY) ? ", probe" : ", tell " + sender);
    }
}
