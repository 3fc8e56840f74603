package nsx.nft;

/** Formats names for nft(8). */
final class NftText {
    private NftText() {}

    /** Quotes a device's name; a trailing asterisk would be a wildcard. */
    static String quoted(String device) {
        return '"' + (device.endsWith("*") ? device.substring(0, device.length() - 1) + "\\*" : device) + '"';
    }
}
