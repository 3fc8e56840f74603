package nsx.dsl.op.link;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.genl.WireguardDevice;
import nsx.genl.WireguardKey;
import nsx.genl.WireguardPeer;
import nsx.netlink.Ip;
import nsx.ns.NamespaceKind;
import nsx.process.Program;
import nsx.rtnl.Prefix;

/** Keys and peers of a wireguard device. Private and shared keys never appear in a command line, sentence or trace. */
public record WireguardOperations(Here here, String device) {
    /** The current settings of the device; in a plan the noted ones. */
    public WireguardDevice now() {
        int index = Devices.get(here, device).index();
        return here.kernel().look(here.context(), NamespaceKind.NET, fact(), () -> WireguardDevice.of(index));
    }

    private String fact() {
        return "wireguard " + device;
    }

    /** The operation that replaces the keys and peers of the device by these. */
    public Operation set(WireguardDevice before, WireguardDevice after) {
        return new Operation(
                here.context(),
                new Operation.SystemCall(
                        "WG_CMD_SET_DEVICE " + device + " " + after,
                        () -> {
                            after.set(Devices.get(here, device).index());
                            return null;
                        },
                        prospect -> {
                            prospect.leaves(here.context(), NamespaceKind.NET, fact(), after);
                            return null;
                        },
                        NamespaceKind.NET),
                "wg set " + Program.quoted(device) + words(before, after),
                "set keys and peers of " + device,
                () -> List.of(set(after, before)));
    }

    /** The command words; unchanged peers are left out, and wg(8) reads secret keys from its input. */
    private static String words(WireguardDevice before, WireguardDevice after) {
        StringBuilder words = new StringBuilder();
        if (!after.privateKey().equals(before.privateKey())) {
            words.append(" private-key /dev/stdin");
        }
        if (after.port() != before.port()) {
            words.append(" listen-port ").append(after.port());
        }
        if (after.fwmark() != before.fwmark()) {
            words.append(" fwmark ").append(after.fwmark());
        }
        List<WireguardKey> kept = after.peers().stream().map(WireguardPeer::key).toList();
        before.peers().stream()
                .filter(p -> !kept.contains(p.key()))
                .forEach(p -> words.append(" peer ").append(p.key()).append(" remove"));
        after.peers().stream().filter(p -> !same(p, before)).forEach(p -> words.append(words(p)));
        return words.toString();
    }

    /** Whether the device has the peer with these settings. */
    private static boolean same(WireguardPeer peer, WireguardDevice device) {
        return find(device, peer.key())
                .filter(p -> settings(p).equals(settings(peer)))
                .isPresent();
    }

    private static Optional<WireguardPeer> find(WireguardDevice device, WireguardKey key) {
        return device.peers().stream().filter(p -> p.key().equals(key)).findFirst();
    }

    private static List<Object> settings(WireguardPeer peer) {
        return List.of(
                peer.preshared(),
                peer.endpoint(),
                peer.keepalive(),
                List.copyOf(
                        peer.allowed().stream().map(Prefix::toString).sorted().toList()));
    }

    private static String words(WireguardPeer peer) {
        return " peer " + peer.key()
                + (peer.preshared().isPresent() ? " preshared-key /dev/stdin" : "")
                + peer.endpoint().map(e -> " endpoint " + text(e)).orElse("")
                + (peer.keepalive().isZero()
                        ? ""
                        : " persistent-keepalive " + peer.keepalive().toSeconds())
                + (peer.allowed().isEmpty()
                        ? ""
                        : " allowed-ips "
                                + peer.allowed().stream().map(Prefix::toString).collect(Collectors.joining(",")));
    }

    /** Returns {@code 192.0.2.7:51820} or {@code [fd00::7]:51820}. */
    public static String text(InetSocketAddress address) {
        String ip = Ip.text(address.getAddress());
        return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + address.getPort();
    }

    /** The operations that apply the wishes to the device; a device without a private key gets a new one. */
    public List<Operation> ensure(WireguardDevice now, WireguardWish wish) {
        WireguardDevice wanted = wish.over(now);
        boolean keys = wanted.privateKey().equals(now.privateKey());
        boolean numbers = wanted.port() == now.port() && wanted.fwmark() == now.fwmark();
        boolean peers = wanted.peers().stream().allMatch(p -> same(p, now));
        return keys && numbers && peers ? List.of() : List.of(set(now, wanted));
    }

    /** Removes one of the peers. */
    public Operation without(WireguardKey key) {
        WireguardDevice now = now();
        List<WireguardPeer> others = new ArrayList<>(now.peers());
        others.removeIf(p -> p.key().equals(key));
        return set(now, new WireguardDevice(now.privateKey(), now.port(), now.fwmark(), others));
    }
}
