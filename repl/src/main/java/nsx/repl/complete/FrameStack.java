package nsx.repl.complete;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import nsx.repl.complete.Spot.Use;
import nsx.repl.complete.Term.Chain;

/** The open brackets around the cursor, with the whole text as the outermost. */
final class FrameStack {
    private final Deque<Frame> frames = new ArrayDeque<>();

    FrameStack() {
        frames.push(new Frame('{', null));
    }

    Frame innermost() {
        return frames.peek();
    }

    void push(Frame frame) {
        frames.push(frame);
    }

    /** Closes the innermost bracket, with any kind of closing bracket; the text itself stays. */
    void close() {
        Frame inner = frames.size() > 1 ? frames.pop() : innermost();
        Frame outer = innermost();
        if (inner.holdsStatements()) {
            outer.afterBlock(inner.owner());
        } else if (inner.isCondition()) {
            outer.restart();
        } else if (inner.isList() && outer.current() != null) {
            outer.current(inner.element(outer.current()));
        } else {
            outer.current(inner.closed());
        }
    }

    /** The calls whose blocks contain the cursor, outermost first. */
    List<Chain> scopes() {
        List<Chain> scopes = new ArrayList<>();
        for (Iterator<Frame> outermost = frames.descendingIterator(); outermost.hasNext(); ) {
            Frame frame = outermost.next();
            if (frame.holdsStatements() && frame.owner() != null) {
                scopes.add(frame.owner());
            }
        }
        return scopes;
    }

    /**
     * The variables visible at the cursor. Inner variables hide outer ones, and every block of a call has its own
     * {@code it}.
     */
    Map<String, Term> variables() {
        Map<String, Term> variables = new HashMap<>();
        frames.descendingIterator().forEachRemaining(f -> {
            if (f.holdsStatements() && f.owner() != null) {
                variables.remove("it");
            }
            variables.putAll(f.variables());
        });
        return variables;
    }

    /** The call whose argument is being written; within a list or map, the call around it. */
    Use use() {
        String entry = null;
        List<Term.Argument> inner = null;
        for (Frame frame : frames) {
            if (frame.isList()) {
                entry = entry == null ? frame.option() : entry;
                inner = inner == null ? frame.done() : inner;
            } else {
                Chain word = frame.holdsStatements() ? frame.command() : frame.owner();
                return word == null ? null : new Use(word, frame.done(), frame.option(), entry, inner);
            }
        }
        return null;
    }
}
