package nsx.dsl.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.ns.Context;
import nsx.process.Entrance;

/**
 * The current context of one strand and the contexts around it. The state is an immutable list, with which a new
 * thread can start.
 */
final class PlaceStack {
    /** The limit of nesting: each block needs a thread, and nobody nests this deep. */
    private static final int DEEPEST = 500;

    /** A place and the places around it. */
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

    /** The place around all others. */
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

    /** The places, innermost first. */
    List<Place> all() {
        List<Place> all = new ArrayList<>();
        for (Layer layer = innermost; layer != null; layer = layer.around()) {
            all.add(layer.place());
        }
        return List.copyOf(all);
    }

    /** Adds a place; programs start in it through the same entrance as outside. */
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

    /** Replaces the innermost place without ending it, because it is in use elsewhere. */
    void replace(Place other) {
        innermost = new Layer(other, innermost.around(), depth());
    }

    /** Replaces all places without ending them, because they belong to others. */
    void replace(Layer others) {
        innermost = others;
    }

    /** Removes the innermost places down to a depth. */
    void shrink(int depth) {
        while (innermost != null && depth() > depth) {
            Place ended = innermost();
            innermost = innermost.around();
            ended.end();
        }
    }

    /** Restores earlier places and ends later ones. */
    void restore(Layer before) {
        Set<Place> kept = new HashSet<>(new PlaceStack(before).all());
        all().stream().filter(p -> !kept.contains(p)).forEach(Place::end);
        innermost = before;
    }
}
