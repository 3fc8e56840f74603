package nsx.dsl.value.link;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.link.WireguardOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.genl.WireguardPeer;
import nsx.rtnl.Prefix;

/** A peer of a wireguard device at the time when it was read. */
public final class WireguardPeerValue implements Facts, Deletable {
    /** The facts of a peer, which are also the columns of the peers' table. */
    public static final List<String> FACTS =
            List.of("publicKey", "endpoint", "allowedIps", "keepalive", "handshake", "rxBytes", "txBytes");

    private final Here here;
    private final String device;
    private final WireguardPeer peer;

    private WireguardPeerValue(Here here, String device, WireguardPeer peer) {
        this.here = here;
        this.device = device;
        this.peer = peer;
    }

    /** The peers of a device. */
    static Table<WireguardPeerValue> all(Here here, String device) {
        return Table.of(
                FACTS,
                new WireguardOperations(here, device)
                        .now().peers().stream()
                                .map(p -> new WireguardPeerValue(here, device, p))
                                .toList());
    }

    /** The public key of the peer. */
    public String getPublicKey() {
        return peer.key().toString();
    }

    /** The preshared key, which is secret and not shown in tables; null without one. */
    public String getPresharedKey() {
        return peer.preshared().map(Object::toString).orElse(null);
    }

    /** The address and port of the peer; null if they are not known yet. */
    public String getEndpoint() {
        return peer.endpoint().map(WireguardOperations::text).orElse(null);
    }

    /** The networks behind the peer. */
    public List<String> getAllowedIps() {
        return peer.allowed().stream().map(Prefix::toString).toList();
    }

    /** The interval of keepalive packets; null for none. */
    public Duration getKeepalive() {
        return peer.keepalive().isZero() ? null : peer.keepalive();
    }

    /** The time of the last handshake; null before the first. */
    public Instant getHandshake() {
        return peer.handshake().orElse(null);
    }

    /** Bytes received from the peer. */
    public long getRxBytes() {
        return peer.rxBytes();
    }

    /** Bytes sent to the peer. */
    public long getTxBytes() {
        return peer.txBytes();
    }

    /** Removes the peer from the device. */
    @Override
    public void delete() {
        here.session().change(List.of(new WireguardOperations(here, device).without(peer.key())));
    }

    @Override
    public List<String> facts() {
        return FACTS;
    }

    @Override
    public String toString() {
        return getPublicKey();
    }
}
