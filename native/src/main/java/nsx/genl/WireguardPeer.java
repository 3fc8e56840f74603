package nsx.genl;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.netlink.AttributeTable;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.rtnl.Prefix;

/**
 * A peer of a wireguard device.
 *
 * @param key the public key of the peer
 * @param preshared an additional key that both peers share
 * @param endpoint the address of the peer; the kernel updates it if the peer sends from another address
 * @param keepalive the interval of keepalive packets; zero for none
 * @param allowed the networks that the peer may send from and that are routed to it
 * @param handshake the time of the last handshake; empty before the first
 */
public record WireguardPeer(
        WireguardKey key,
        Optional<WireguardKey> preshared,
        Optional<InetSocketAddress> endpoint,
        Duration keepalive,
        List<Prefix> allowed,
        Optional<Instant> handshake,
        long rxBytes,
        long txBytes) {
    private static final int REPLACE_ALLOWED = 2;
    private static final int SOCKADDR_IN = 16;
    private static final int SOCKADDR_IN6 = 28;

    WireguardPeer and(List<Prefix> more) {
        List<Prefix> all = new ArrayList<>(allowed);
        all.addAll(more);
        return new WireguardPeer(key, preshared, endpoint, keepalive, List.copyOf(all), handshake, rxBytes, txBytes);
    }

    static WireguardPeer decode(Attributes peer) {
        List<Prefix> allowed = new ArrayList<>();
        for (Object one : peer.nested("WGPEER_A_ALLOWEDIPS").values()) {
            Attributes network = (Attributes) one;
            network.findAddress("WGALLOWEDIP_A_IPADDR")
                    .ifPresent(a -> allowed.add(new Prefix(a, network.integer("WGALLOWEDIP_A_CIDR_MASK", 0))));
        }
        return new WireguardPeer(
                WireguardKey.found(peer, "WGPEER_A_PUBLIC_KEY").orElseThrow(),
                WireguardKey.found(peer, "WGPEER_A_PRESHARED_KEY"),
                peer.value("WGPEER_A_ENDPOINT").map(bytes -> address((byte[]) bytes)),
                Duration.ofSeconds(peer.integer("WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL", 0)),
                List.copyOf(allowed),
                peer.struct("WGPEER_A_LAST_HANDSHAKE_TIME")
                        .filter(time -> time.number("tv_sec") != 0)
                        .map(time -> Instant.ofEpochSecond(time.number("tv_sec"), time.number("tv_nsec"))),
                peer.number("WGPEER_A_RX_BYTES", 0),
                peer.number("WGPEER_A_TX_BYTES", 0));
    }

    Attributes body(Attributes peer, AttributeTable table) {
        Attributes all = peer.put("WGPEER_A_PUBLIC_KEY", key.bytes())
                .put("WGPEER_A_FLAGS", REPLACE_ALLOWED)
                .put(
                        "WGPEER_A_PRESHARED_KEY",
                        preshared.map(WireguardKey::bytes).orElse(new byte[WireguardKey.LENGTH]))
                .put("WGPEER_A_ENDPOINT", endpoint.map(WireguardPeer::bytes))
                .put("WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL", keepalive.toSeconds());
        return all.nest("WGPEER_A_ALLOWEDIPS", list -> {
            Attributes networks = list;
            for (Prefix prefix : allowed) {
                int family = prefix.address().getAddress().length == 4 ? Ip.AF_INET : Ip.AF_INET6;
                networks = networks.element(Attributes.of(table)
                        .put("WGALLOWEDIP_A_FAMILY", family)
                        .put("WGALLOWEDIP_A_IPADDR", prefix.address())
                        .put("WGALLOWEDIP_A_CIDR_MASK", prefix.length()));
            }
            return networks;
        });
    }

    /** Encodes sockaddr_in or sockaddr_in6, with the family in host order, and port and address in network order. */
    private static byte[] bytes(InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        boolean four = ip.length == 4;
        ByteBuffer out = ByteBuffer.allocate(four ? SOCKADDR_IN : SOCKADDR_IN6);
        out.order(ByteOrder.nativeOrder()).putShort((short) (four ? Ip.AF_INET : Ip.AF_INET6));
        out.order(ByteOrder.BIG_ENDIAN).putShort((short) address.getPort());
        out.position(four ? 4 : 8).put(ip);
        return out.array();
    }

    private static InetSocketAddress address(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        boolean four = in.getShort() == Ip.AF_INET;
        int port = Short.toUnsignedInt(in.order(ByteOrder.BIG_ENDIAN).getShort());
        int at = four ? 4 : 8;
        InetAddress ip = Ip.of(Arrays.copyOfRange(bytes, at, at + (four ? 4 : 16)));
        return new InetSocketAddress(ip, port);
    }
}
