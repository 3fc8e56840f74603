package nsx.repl.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Finds matching brackets. */
final class Brackets {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** A bracket to highlight, and whether it has a partner. */
    record Pair(int at, boolean matched) {}

    private Brackets() {}

    static boolean isOpening(String piece) {
        return piece.length() == 1 && OPENING.contains(piece);
    }

    static boolean isClosing(String piece) {
        return piece.length() == 1 && CLOSING.contains(piece);
    }

    /**
     * The bracket before or under the cursor with its partner, or alone if it closes nothing; none if there is no
     * bracket or it is still open.
     */
    static List<Pair> at(List<Lexed> pieces, int cursor) {
        Deque<Lexed> open = new ArrayDeque<>();
        for (Lexed piece : pieces) {
            if (isOpening(piece.text())) {
                open.push(piece);
            } else if (isClosing(piece.text())) {
                boolean matched =
                        !open.isEmpty() && OPENING.indexOf(open.peek().text()) == CLOSING.indexOf(piece.text());
                Lexed partner = matched ? open.pop() : null;
                if (isAt(piece, cursor) && !matched) {
                    return List.of(new Pair(piece.start(), false));
                }
                if (matched && (isAt(piece, cursor) || isAt(partner, cursor))) {
                    return List.of(new Pair(partner.start(), true), new Pair(piece.start(), true));
                }
            }
        }
        return List.of();
    }

    private static boolean isAt(Lexed piece, int cursor) {
        return piece.end() == cursor || piece.start() == cursor;
    }
}
