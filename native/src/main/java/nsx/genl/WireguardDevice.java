package nsx.genl;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.IP;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/**
 * The keys and peers of a wireguard device (linux/wireguard.h, since 5.6).
 *
 * @param privateKey the private key; empty without one
 * @param port the listening UDP port; 0 until the kernel has chosen one
 * @param fwmark the mark of tunnel packets; 0 for none
 */
public record WireguardDevice(Optional<WireguardKey> privateKey, int port, long fwmark, List<WireguardPeer> peers) {
    private static final int GET = 0;
    private static final int SET = 1;
    private static final int REPLACE_PEERS = 1;
    private static final String FAMILY = "wireguard";

    private static final Struct TIMESPEC = Struct.named("__kernel_timespec").u64("tv_sec", "tv_nsec");
    private static final AttributeTable ALLOWED = AttributeTable.named("WGALLOWEDIP_A")
            .add(1, "WGALLOWEDIP_A_FAMILY", U16)
            .add(2, "WGALLOWEDIP_A_IPADDR", IP)
            .add(3, "WGALLOWEDIP_A_CIDR_MASK", U8);
    private static final AttributeTable PEER = AttributeTable.named("WGPEER_A")
            .add(1, "WGPEER_A_PUBLIC_KEY", BINARY)
            .add(2, "WGPEER_A_PRESHARED_KEY", BINARY)
            .add(3, "WGPEER_A_FLAGS", U32)
            .add(4, "WGPEER_A_ENDPOINT", BINARY)
            .add(5, "WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL", U16)
            .add(6, "WGPEER_A_LAST_HANDSHAKE_TIME", AttributeType.struct(TIMESPEC))
            .add(7, "WGPEER_A_RX_BYTES", U64)
            .add(8, "WGPEER_A_TX_BYTES", U64)
            .add(9, "WGPEER_A_ALLOWEDIPS", AttributeType.array("WGALLOWEDIP", AttributeType.nested(ALLOWED)))
            .add(10, "WGPEER_A_PROTOCOL_VERSION", U32);
    static final AttributeTable TABLE = AttributeTable.named("WGDEVICE_A")
            .add(1, "WGDEVICE_A_IFINDEX", U32)
            .add(2, "WGDEVICE_A_IFNAME", STRING)
            .add(3, "WGDEVICE_A_PRIVATE_KEY", BINARY)
            .add(4, "WGDEVICE_A_PUBLIC_KEY", BINARY)
            .add(5, "WGDEVICE_A_FLAGS", U32)
            .add(6, "WGDEVICE_A_LISTEN_PORT", U16)
            .add(7, "WGDEVICE_A_FWMARK", U32)
            .add(8, "WGDEVICE_A_PEERS", AttributeType.array("WGPEER", AttributeType.nested(PEER)));

    /** A new device without keys and peers. */
    public static WireguardDevice fresh() {
        return new WireguardDevice(Optional.empty(), 0, 0, List.of());
    }

    /** The public key of the device. */
    public Optional<WireguardKey> publicKey() {
        return privateKey.map(WireguardKey::publicKey);
    }

    /** Reads a device in the calling thread's network namespace; EPERM without CAP_NET_ADMIN there. */
    public static WireguardDevice of(int index) {
        try (Genl genl = Genl.open(FAMILY, TABLE)) {
            return decode(
                    genl.dump("read the wireguard device", genl.command(GET).put("WGDEVICE_A_IFINDEX", index)));
        }
    }

    /** Replaces the keys and peers of a device in the calling thread's network namespace by these. */
    public void set(int index) {
        try (Genl genl = Genl.open(FAMILY, TABLE)) {
            genl.set("set up the wireguard device", body(genl.command(SET).put("WGDEVICE_A_IFINDEX", index)));
        }
    }

    Attributes body(Attributes start) {
        byte[] none = new byte[WireguardKey.LENGTH];
        Attributes device = start.put("WGDEVICE_A_FLAGS", REPLACE_PEERS)
                .put(
                        "WGDEVICE_A_PRIVATE_KEY",
                        privateKey.map(WireguardKey::bytes).orElse(none))
                .put("WGDEVICE_A_LISTEN_PORT", port)
                .put("WGDEVICE_A_FWMARK", fwmark);
        return device.nest("WGDEVICE_A_PEERS", list -> {
            Attributes all = list;
            for (WireguardPeer peer : peers) {
                all = all.element(peer.body(Attributes.of(PEER), ALLOWED));
            }
            return all;
        });
    }

    /** Joins the messages about a device; a peer with many networks is continued in the next message. */
    static WireguardDevice decode(List<Attributes> messages) {
        Attributes first = messages.get(0);
        List<WireguardPeer> peers = new ArrayList<>();
        for (Attributes message : messages) {
            for (Object peer : message.nested("WGDEVICE_A_PEERS").values()) {
                WireguardPeer next = WireguardPeer.decode((Attributes) peer);
                int last = peers.size() - 1;
                if (last >= 0 && peers.get(last).key().equals(next.key())) {
                    peers.set(last, peers.get(last).and(next.allowed()));
                } else {
                    peers.add(next);
                }
            }
        }
        return new WireguardDevice(
                WireguardKey.found(first, "WGDEVICE_A_PRIVATE_KEY"),
                first.integer("WGDEVICE_A_LISTEN_PORT", 0),
                first.number("WGDEVICE_A_FWMARK", 0),
                List.copyOf(peers));
    }

    /** Leaves out the private key and the preshared keys. */
    @Override
    public String toString() {
        return "wireguard " + publicKey().map(Object::toString).orElse("without a key") + ", port " + port + ", "
                + peers.size() + " peers";
    }
}
