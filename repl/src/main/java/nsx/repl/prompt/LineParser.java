package nsx.repl.prompt;

import java.util.List;
import nsx.repl.colon.ColonCommand;
import nsx.repl.complete.Spot;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine whether to ask for another line, and which part of the line a completion replaces. */
final class LineParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && Completeness.isIncomplete(line)) {
            throw new EOFError(-1, -1, "more lines are needed");
        }
        String before = ShellBang.begun(ColonCommand.inLanguage(line.substring(0, cursor)));
        return new Parsed(Spot.at(before).fragment(), line, cursor);
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }

    private record Parsed(String word, String line, int cursor) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
