package nsx.rtnl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nsx.netlink.Message;

/** The places of all links: by the link around which they are ({@link Around}), and by MAC address (text). */
public final class LinkListing extends Listing<LinkPlace> {
    /** RTNLGRP_LINK. */
    public static final Kind<LinkPlace> KIND =
            new Kind<>("links", LinkListing::new, List.of(Links.dump()), List.of(1), List.of());

    /** The key of the ports of a link and of the links that stand on it. */
    public record Around(int index) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Around that && index == that.index;
        }

        @Override
        public int hashCode() {
            return index;
        }
    }

    private final Map<Integer, LinkPlace> links = new HashMap<>();
    private final Map<Object, Map<Integer, LinkPlace>> byKey = new HashMap<>();

    private LinkListing() {}

    @Override
    protected LinkPlace decode(Message message) {
        return LinkPlace.of(Link.decode(message));
    }

    @Override
    protected Object key(LinkPlace link) {
        return link.index();
    }

    @Override
    protected void add(LinkPlace link) {
        forget(link.index());
        links.put(link.index(), link);
        keys(link)
                .forEach(key -> byKey.computeIfAbsent(key, k -> new TreeMap<>()).put(link.index(), link));
    }

    private void forget(int index) {
        LinkPlace was = links.remove(index);
        if (was != null) {
            keys(was)
                    .forEach(key -> byKey.computeIfPresent(key, (k, all) -> {
                        all.remove(index);
                        return all.isEmpty() ? null : all;
                    }));
        }
    }

    private static Stream<Object> keys(LinkPlace link) {
        return Stream.concat(
                Stream.of(link.mac()),
                Stream.of(link.master(), link.below())
                        .filter(index -> index.isPresent())
                        .map(index -> new Around(index.getAsInt())));
    }

    @Override
    public List<LinkPlace> at(Object key) {
        return List.copyOf(byKey.getOrDefault(key, Map.of()).values());
    }

    /** Applies an event of a link. Those of the family of bridges are about the options of a port. */
    @Override
    public boolean apply(Message event) {
        var header = Rtm.NEWLINK.header().decodeHeader(event.payload());
        if (header.integer("ifi_family") == Family.BRIDGE.number()) {
            return true;
        }
        if (event.type() == DELLINK) {
            forget(header.integer("ifi_index"));
        } else {
            add(decode(event));
        }
        return true;
    }
}
