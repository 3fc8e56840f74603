package nsx.frame;

/** ARP (RFC 826) of IPv4, with the probes and announcements of RFC 5227. */
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
        in.skip(6);
        String target = in.ip4();
        if (operation != REQUEST && operation != REPLY) {
            return "operation " + operation + " of " + mac;
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
