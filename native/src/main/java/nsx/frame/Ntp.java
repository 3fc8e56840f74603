package nsx.frame;

/** NTP (RFC 5905). */
final class Ntp {
    private static final String[] MODES = {
        "reserved", "symmetric active", "symmetric passive", "client", "server", "broadcast", "control", "private"
    };

    private Ntp() {}

    static String read(Bytes in) {
        int first = in.u8();
        int version = first >> 3 & 7;
        int mode = first & 7;
        Decoder.require(version >= 1 && version <= 4 && mode > 0);
        int stratum = in.u8();
        boolean clock = mode == 2 || mode == 4 || mode == 5;
        return "v" + version + " " + MODES[mode] + (clock ? ", stratum " + stratum : "")
                + (clock && first >> 6 == 3 ? ", not synchronized" : "");
    }
}
