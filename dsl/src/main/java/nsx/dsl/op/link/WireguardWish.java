package nsx.dsl.op.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.genl.WireguardDevice;
import nsx.genl.WireguardKey;
import nsx.genl.WireguardPeer;
import nsx.netlink.Ip;
import nsx.rtnl.Prefix;

/** The wishes of a script for a wireguard device: key, port, mark, and some peers. */
public final class WireguardWish {
    private static final Reader<WireguardKey> KEY_READER =
            Reader.parsed(Type.TEXT, "a key: 44 characters of base64", WireguardKey::parse);

    /** The reader of a secret key, whose error does not repeat the key. */
    private static final Reader<WireguardKey> SECRET =
            Reader.of(Type.TEXT, "a key: 44 characters of base64", key -> Optional.of(secret(Texts.of(key))));

    private static final Parameter<WireguardKey> PRIVATE =
            Parameter.named("privateKey", SECRET, "its private key (default: a new one when it has none)");
    private static final Parameter<Integer> PORT =
            Parameter.named("listenPort", Reader.integer(0, 0xffff), "the UDP port it listens on, 0 for any");
    private static final Parameter<Long> MARK =
            Parameter.named("fwmark", Reader.number(0, 0xffffffffL), "mark of tunnel packets, 0 for none");
    private static final Parameter<WireguardKey> KEY =
            Parameter.required("publicKey", KEY_READER, "the peer's public key");
    private static final Parameter<WireguardKey> SHARED =
            Parameter.named("presharedKey", SECRET, "a key that both know beside");
    private static final Parameter<InetSocketAddress> ENDPOINT = Parameter.named(
            "endpoint",
            Reader.parsed(Type.TEXT, "an address with a port, such as 192.0.2.7:51820", WireguardWish::endpoint),
            "where the peer is reached");
    private static final Parameter<List<Prefix>> ALLOWED = Parameter.named(
            "allowedIps", Reader.several(Reader.prefix(Type.PREFIX)), "networks that are behind the peer");
    private static final Parameter<Duration> KEEPALIVE =
            Parameter.named("keepalive", Reader.duration("25.seconds"), "how often something is sent, 0 for never");

    /** The options of the device itself. */
    public static final List<Parameter<?>> DEVICE = List.of(PRIVATE, PORT, MARK);

    /** The parameters of {@code peer} in its block. */
    public static final List<Parameter<?>> PEER = List.of(KEY, ALLOWED, ENDPOINT, KEEPALIVE, SHARED);

    private final Map<String, Object> device = new LinkedHashMap<>();
    private final List<Arguments> peers = new ArrayList<>();

    /** The option of the device with this name. */
    public static Optional<Parameter<?>> option(String name) {
        return DEVICE.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Records an option of the device; throws an error if the value is invalid. */
    public void option(Parameter<?> option, String word, Object value) {
        device.put(option.name(), option.read(word, value));
    }

    public void peer(Arguments peer) {
        // report an error in it now
        peer(peer, Optional.empty());
        peers.add(peer);
    }

    /** The resulting device; unspecified settings stay. */
    WireguardDevice over(WireguardDevice now) {
        Map<WireguardKey, WireguardPeer> all = new LinkedHashMap<>();
        now.peers().forEach(p -> all.put(p.key(), p));
        for (Arguments each : peers) {
            WireguardPeer wanted = peer(each, Optional.ofNullable(all.get(each.get(KEY))));
            all.put(wanted.key(), wanted);
        }
        Optional<WireguardKey> key = Optional.ofNullable((WireguardKey) device.get(PRIVATE.name()))
                .or(now::privateKey)
                .or(() -> Optional.of(WireguardKey.generate()));
        if (!peers.isEmpty() && all.containsKey(key.get().publicKey())) {
            throw new NsxException("a wireguard device cannot be a peer of its own")
                    .because("the peer's public key is that of the device: the kernel would leave the peer out");
        }
        int port = (Integer) device.getOrDefault(PORT.name(), now.port());
        long mark = (Long) device.getOrDefault(MARK.name(), now.fwmark());
        return new WireguardDevice(key, port, mark, List.copyOf(all.values()));
    }

    private static WireguardPeer peer(Arguments said, Optional<WireguardPeer> is) {
        return new WireguardPeer(
                said.get(KEY),
                said.find(SHARED).or(() -> is.flatMap(WireguardPeer::preshared)),
                said.find(ENDPOINT).or(() -> is.flatMap(WireguardPeer::endpoint)),
                said.find(KEEPALIVE).or(() -> is.map(WireguardPeer::keepalive)).orElse(Duration.ZERO),
                said.find(ALLOWED).or(() -> is.map(WireguardPeer::allowed)).orElse(List.of()),
                is.flatMap(WireguardPeer::handshake),
                is.map(WireguardPeer::rxBytes).orElse(0L),
                is.map(WireguardPeer::txBytes).orElse(0L));
    }

    private static WireguardKey secret(String text) {
        try {
            return WireguardKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NsxException("the secret key of a wireguard device does not fit")
                    .because("a key is 44 characters of base64");
        }
    }

    private static InetSocketAddress endpoint(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("it has no port");
        }
        String host = text.substring(0, colon);
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        InetAddress ip = Ip.parse(brackets ? host.substring(1, host.length() - 1) : host);
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException(port + " is not a port");
        }
        return new InetSocketAddress(ip, port);
    }
}
