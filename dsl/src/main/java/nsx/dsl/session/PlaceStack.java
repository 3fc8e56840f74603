package nsx.dsl.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.ns.Context;
import nsx.process.Entrance;

/**
 * The current context of one strand and the contexts around it. Its state at a moment is an immutable list, with which a thread
 * can start.
 */
final class PlaceStack {
    /** The deepest nesting: each block needs a thread, and nobody writes this many. */
    private static final int DEEPEST = 500;

    /** A place and what is around it. */
    record Layer(Place place, Layer around, int depth) {}

    private Layer innermost;

    PlaceStack(Context outermost) {
        this(new Layer(new Place(outermost, "host", Entrance.NONE), null, 1));
    }

    PlaceStack(Layer innermost) {
        this.innermost = innermost;
    }

    Layer layers() {
        return innermost;
    }

    Place innermost() {
        return innermost.place();
    }

    /** The one that all others are in. */
    Place outermost() {
        Layer layer = innermost;
        while (layer.around() != null) {
            layer = layer.around();
        }
        return layer.place();
    }

    int depth() {
        return innermost.depth();
    }

    /** Innermost first. */
    List<Place> all() {
        List<Place> all = new ArrayList<>();
        for (Layer layer = innermost; layer != null; layer = layer.around()) {
            all.add(layer.place());
        }
        return List.copyOf(all);
    }

    /** Programs start inside through the same entrance as outside. */
    void push(Context context, String name) {
        if (depth() == DEEPEST) {
            throw new NsxException("blocks are nested " + DEEPEST + " deep")
                    .because("each block runs on its own thread, so the nesting is limited");
        }
        push(new Place(context, name, innermost().entrance()));
    }

    private void push(Place place) {
        innermost = new Layer(place, innermost, depth() + 1);
    }

    /** Replaces the innermost place without ending it; it is in use elsewhere. */
    void replace(Place other) {
        innermost = new Layer(other, innermost.around(), depth());
    }

    /** Replaces all places without ending them; they belong to others. */
    void replace(Layer others) {
        innermost = others;
    }

    /** Takes away the innermost ones until so many are left. */
    void shrink(int depth) {
        while (innermost != null && depth() > depth) {
            Place ended = innermost();
            innermost = innermost.around();
            ended.end();
        }
    }

    /** Restores earlier places and ends those that came since. */
    void restore(Layer before) {
        Set<Place> kept = new HashSet<>(new PlaceStack(before).all());
        all().stream().filter(p -> !kept.contains(p)).forEach(Place::end);
        innermost = before;
    }
}
