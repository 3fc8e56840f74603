package nsx.dsl.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.op.link.WireguardWish;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Signature;
import nsx.rtnl.kind.Wireguard;

/** The words inside the block of a wireguard device: those of every device, the key, port and mark, and peers. */
public final class WireguardScope extends LinkScope {
    private static final Signature PEER = new Signature("peer", WireguardWish.PEER);

    private final WireguardWish wish = new WireguardWish();

    /** @param given the options by name that come before the block */
    public WireguardScope(Map<String, Object> given) {
        super(Wireguard.KIND, words(), plain(given));
        given.forEach((name, value) ->
                WireguardWish.option(name).ifPresent(option -> wish.option(option, Wireguard.KIND.name(), value)));
    }

    private static Map<String, Object> plain(Map<String, Object> given) {
        Map<String, Object> plain = new LinkedHashMap<>(given);
        WireguardWish.DEVICE.forEach(option -> plain.remove(option.name()));
        return plain;
    }

    /** The words of the block. */
    public static List<BlockWord> words() {
        List<BlockWord> all = new ArrayList<>(LinkScope.words(Wireguard.KIND));
        all.add(new BlockWord("peer", "a peer by its public key", WireguardWish.PEER));
        WireguardWish.DEVICE.forEach(option -> all.add(BlockWord.of(Wireguard.KIND.name(), option)));
        return all;
    }

    /** Adds a peer: {@code peer 'KEY', allowedIps: ['10.0.0.0/24'], endpoint: '192.0.2.7:51820'}. */
    public void peer(Object... arguments) {
        wish.peer(Arguments.of(PEER, arguments));
    }

    @Override
    public Object methodMissing(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        Parameter<?> option = WireguardWish.option(name).orElse(null);
        if (all.length == 1 && option != null) {
            wish.option(option, Wireguard.KIND.name(), all[0]);
            return null;
        }
        return super.methodMissing(name, arguments);
    }

    @Override
    public void propertyMissing(String name, Object value) {
        Parameter<?> option = WireguardWish.option(name).orElse(null);
        if (option == null) {
            super.propertyMissing(name, value);
        } else {
            wish.option(option, Wireguard.KIND.name(), value);
        }
    }

    WireguardWish wish() {
        return wish;
    }
}
