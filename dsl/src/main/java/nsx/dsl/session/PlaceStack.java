package nsx.dsl.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.ns.Context;
import nsx.process.Entrance;

/** The current context of one strand and those around it. What is there at a moment is a value: a thread starts with it. */
final class PlaceStack {
    /** As many blocks as anybody writes inside one another, and as many threads as a process may well have. */
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

    /** Puts another place where the innermost one is, which goes on elsewhere. */
    void replace(Place other) {
        innermost = new Layer(other, innermost.around(), depth());
    }

    /** Goes elsewhere; what was there does not end, for it is that of others. */
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

    /** Puts back those that were there; what has come since ends. */
    void restore(Layer before) {
        Set<Place> kept = new HashSet<>(new PlaceStack(before).all());
        all().stream().filter(p -> !kept.contains(p)).forEach(Place::end);
        innermost = before;
    }
}
