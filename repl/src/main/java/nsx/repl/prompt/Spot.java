package nsx.repl.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is being typed where the cursor stands, read off the text alone.
 *
 * @param fragment what of the name is there already: an identifier with its dots, or the inside of a string
 * @param quoted whether it stands in a string
 * @param receiver the word before the dot when that is a call: {@code netns} in {@code netns('a').li}; else null
 * @param call the word whose argument it is; null at the start of a statement
 * @param argument how many positional arguments stand before it
 * @param option the named argument whose value it is, or null
 */
record Spot(String fragment, boolean quoted, String receiver, String call, int argument, String option) {
    private static final Pattern TOKEN = Pattern.compile("//[^\\n]*"
            + "|'(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\""
            + "|(?<open>['\"])(?<inside>[^\\n]*)$"
            + "|(?<name>\\.?[A-Za-z_$][\\w$]*(?:\\.(?:[A-Za-z_$][\\w$]*)?)*)"
            + "|(?<space>[ \\t]+)|(?s).");

    static Spot at(String text) {
        return new Scan(text).spot();
    }

    /** One bracket, or the script itself: the call whose arguments stand in it and how far it has come. */
    private static final class Frame {
        private final boolean statements;
        private String call;
        private int commas;
        private String option;
        private boolean begun;

        Frame(boolean statements, String call) {
            this.statements = statements;
            this.call = call;
        }

        void nextStatement() {
            call = null;
            commas = 0;
            option = null;
            begun = false;
        }
    }

    private static final class Scan {
        private final String text;
        private final Deque<Frame> frames = new ArrayDeque<>();
        private String last = "";
        private int lastEnd = -1;
        private String closed;
        private int closedEnd = -1;

        Scan(String text) {
            this.text = text;
            frames.push(new Frame(true, null));
        }

        Spot spot() {
            Matcher m = TOKEN.matcher(text);
            while (m.find()) {
                if (m.group("open") != null) {
                    return spot(m.group("inside"), true, null);
                }
                if (m.group("name") != null && m.end() == text.length()) {
                    boolean onCall = m.group().startsWith(".") && m.start() == closedEnd;
                    return spot(onCall ? m.group().substring(1) : m.group(), false, onCall ? closed : null);
                }
                take(m);
            }
            boolean dot = text.endsWith(".") && text.length() - 1 == closedEnd;
            return spot("", false, dot ? closed : null);
        }

        private Spot spot(String fragment, boolean quoted, String receiver) {
            Frame frame = frames.peek();
            return new Spot(fragment, quoted, receiver, frame.call, frame.commas, frame.option);
        }

        private void take(Matcher m) {
            Frame frame = frames.peek();
            if (m.group("name") != null) {
                name(frame, m);
            } else if (m.group("space") != null) {
                // `word ` at the start of a statement: what follows are its arguments
                if (frame.statements && !frame.begun && lastEnd == m.start() && !last.isEmpty()) {
                    frame.call = last;
                    frame.begun = true;
                }
            } else {
                punctuation(frame, m.group(), m.start());
            }
        }

        private void name(Frame frame, Matcher m) {
            if (m.end() < text.length() && text.charAt(m.end()) == ':') {
                frame.option = m.group();
            }
            last = m.group();
            lastEnd = m.end();
        }

        private void punctuation(Frame frame, String sign, int at) {
            switch (sign) {
                case "(" -> frames.push(new Frame(false, lastEnd == at ? last : null));
                case "[" -> frames.push(new Frame(false, null));
                case "{" -> frames.push(new Frame(true, null));
                case ")", "]", "}" -> close(at);
                case "," -> {
                    frame.commas += frame.option == null ? 1 : 0;
                    frame.option = null;
                }
                case "=" -> frame.nextStatement();
                case ";", "\n" -> {
                    if (frame.statements) {
                        frame.nextStatement();
                    }
                }
                default -> {}
            }
            if (!sign.equals(":")) {
                last = "";
            }
        }

        private void close(int at) {
            Frame inner = frames.size() > 1 ? frames.pop() : frames.peek();
            closed = inner.call;
            closedEnd = at + 1;
            frames.peek().begun = true;
        }
    }
}
