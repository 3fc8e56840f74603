package nsx.nft;

/** Names as nft(8) reads them. */
final class NftText {
    private NftText() {}

    /** A device's name in quotes; an asterisk at the end would stand for any ending. */
    static String quoted(String device) {
        return '"' + (device.endsWith("*") ? device.substring(0, device.length() - 1) + "\\*" : device) + '"';
    }
}
