package nsx.dsl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import nsx.ns.Context;
import nsx.process.Entrance;

/** The current context and those around it. */
final class PlaceStack {
    private final Deque<Place> places = new ArrayDeque<>();

    PlaceStack(Context outermost) {
        places.push(new Place(outermost, "host", Entrance.NONE));
    }

    Place innermost() {
        return places.peek();
    }

    /** Innermost first. */
    List<Place> all() {
        return List.copyOf(places);
    }

    /** What programs go through outside they go through inside too. */
    void push(Context context, String name) {
        places.push(new Place(context, name, innermost().entrance()));
    }

    /** Takes away the innermost ones until so many are left. */
    void shrink(int depth) {
        while (places.size() > depth) {
            places.pop().end();
        }
    }

    /** Puts back those that were there; what has come since ends. */
    void restore(List<Place> before) {
        places.stream().filter(p -> !before.contains(p)).forEach(Place::end);
        places.clear();
        places.addAll(before);
    }
}
