package nsx.repl.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Which bracket belongs to which. */
final class Brackets {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** A bracket to be shown, and whether it has a partner. */
    record Pair(int at, boolean matched) {}

    private Brackets() {}

    static boolean isOpening(String piece) {
        return piece.length() == 1 && OPENING.contains(piece);
    }

    static boolean isClosing(String piece) {
        return piece.length() == 1 && CLOSING.contains(piece);
    }

    /**
     * The bracket before the cursor or under it with its partner, or alone when what it closes was never opened; none when there is
     * none, or when it is open still.
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
