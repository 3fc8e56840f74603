package nsx.nft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a chain in order. None is moved or looked at when another is added, found by its handle or removed. */
final class ChainOrder {
    private static final class Place {
        private NftRule rule;
        private Place before;
        private Place after;
    }

    private final Map<Long, Place> places = new HashMap<>();
    private final Place ends = new Place();

    ChainOrder() {
        ends.before = ends;
        ends.after = ends;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    boolean has(long handle) {
        return places.containsKey(handle);
    }

    /** Whether the rule with this handle is the last one. */
    boolean isLast(long handle) {
        return has(handle) && places.get(handle) == ends.before;
    }

    void append(NftRule rule) {
        insert(rule, ends.before);
    }

    /** Adds a rule behind the one with this handle, which must exist; in front of all for 0. */
    void insertAfter(long handle, NftRule rule) {
        insert(rule, handle == 0 ? ends : places.get(handle));
    }

    private void insert(NftRule rule, Place previous) {
        Place place = new Place();
        place.rule = rule;
        place.before = previous;
        place.after = previous.after;
        previous.after.before = place;
        previous.after = place;
        places.put(rule.handle(), place);
    }

    /** Removes the rule with this handle; empty without one. */
    Optional<NftRule> remove(long handle) {
        Place place = places.remove(handle);
        if (place == null) {
            return Optional.empty();
        }
        place.before.after = place.after;
        place.after.before = place.before;
        return Optional.of(place.rule);
    }

    /** The next rules behind the one with this handle, at most this many; none without it. */
    List<NftRule> after(long handle, int most) {
        return has(handle) ? from(places.get(handle), most) : List.of();
    }

    /** The first rules, at most this many. */
    List<NftRule> first(int most) {
        return from(ends, most);
    }

    private List<NftRule> from(Place place, int most) {
        List<NftRule> some = new ArrayList<>();
        for (Place next = place.after; next != ends && some.size() < most; next = next.after) {
            some.add(next.rule);
        }
        return some;
    }
}
