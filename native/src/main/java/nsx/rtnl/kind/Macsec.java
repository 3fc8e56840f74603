package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.MAC;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;

import java.util.Map;
import nsx.netlink.AttributeType;

/**
 * Ethernet that is authenticated and encrypted (802.1AE; drivers/net/macsec.c). The keys are not attributes of the
 * link.
 */
public final class Macsec {
    private static final AttributeType CIPHER = AttributeType.enumerated(
            U64,
            Map.of(
                    0x0080020001000001L,
                    "gcm-aes-128",
                    0x0080c20001000002L,
                    "gcm-aes-256",
                    0x0080c20001000003L,
                    "gcm-aes-xpn-128",
                    0x0080c20001000004L,
                    "gcm-aes-xpn-256"));
    private static final AttributeType VALIDATE = AttributeType.enumerated(U8, 0, "disabled", "check", "strict");
    private static final AttributeType OFFLOAD = AttributeType.enumerated(U8, 0, "off", "phy", "mac");
    private static final AttributeType PORT = AttributeType.ranged(BE16, 1, 0xffff);
    private static final AttributeType ICV = AttributeType.ranged(U8, 8, 16);
    private static final AttributeType SA = AttributeType.ranged(U8, 0, 3);

    public static final Kind KIND = Kind.named("macsec", "an encrypted Ethernet on another link (802.1AE)")
            .onLink()
            .spelt(Spelling.ON_OFF)
            .example("veth 'p', 'q'\nmacsec 'macsec0', dev: 'p', encrypt: true")
            .shown(1, "IFLA_MACSEC_SCI", MAC, "sci", Unit.NONE, "its channel: MAC address and port")
            .option(2, "IFLA_MACSEC_PORT", PORT, "port", "port", "number of the channel (default 1)")
            .unreported()
            .option(3, "IFLA_MACSEC_ICV_LEN", ICV, "icvLength", "icvlen", "bytes of each frame's check")
            .option(4, "IFLA_MACSEC_CIPHER_SUITE", CIPHER, "cipher", "cipher", "the cipher suite")
            .option(5, "IFLA_MACSEC_WINDOW", U32, "window", "window", "frames that may come late; needs replayProtect")
            .option(6, "IFLA_MACSEC_ENCODING_SA", SA, "encodingSa", "encodingsa", "association to send with")
            .option(7, "IFLA_MACSEC_ENCRYPT", BOOL, "encrypt", "encrypt", "encrypt, not only authenticate")
            .option(8, "IFLA_MACSEC_PROTECT", BOOL, "protect", "protect", "protect what is sent")
            .option(9, "IFLA_MACSEC_INC_SCI", BOOL, "sendSci", "send_sci", "name the channel in each frame")
            .option(10, "IFLA_MACSEC_ES", BOOL, "endStation", "end_station", "there is one channel at this end")
            .option(11, "IFLA_MACSEC_SCB", BOOL, "scb", "scb", "single copy broadcast")
            .option(12, "IFLA_MACSEC_REPLAY_PROTECT", BOOL, "replayProtect", "replay", "refuse what was sent again")
            .option(13, "IFLA_MACSEC_VALIDATION", VALIDATE, "validate", "validate", "disabled, check or strict")
            .hidden(14, "IFLA_MACSEC_PAD", BINARY)
            .option(15, "IFLA_MACSEC_OFFLOAD", OFFLOAD, "offload", "offload", "off, phy or mac");

    private Macsec() {}
}
