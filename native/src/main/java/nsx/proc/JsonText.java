package nsx.proc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads JSON (RFC 8259) into maps, lists, texts, doubles, booleans and nulls. */
public final class JsonText {
    private static final int DEEPEST = 100;
    /** The number of digits that a double represents exactly. */
    private static final int EXACT_DIGITS = 15;

    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /** Parses a text; empty if it is not JSON or is null. */
    public static Optional<Object> parse(String text) {
        try {
            JsonText json = new JsonText(text);
            Object value = json.value();
            json.space();
            return json.at == text.length() ? Optional.ofNullable(value) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Object value() {
        space();
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
        try {
            return switch (text.charAt(at)) {
                case '{' -> object();
                case '[' -> list();
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
        } finally {
            depth--;
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (!ends('}', object.isEmpty())) {
            space();
            String key = string();
            expect(':');
            object.put(key, value());
        }
        return object;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        while (!ends(']', list.isEmpty())) {
            list.add(value());
        }
        return list;
    }

    /** Whether the list or object ends here; otherwise skips the comma before the next element. */
    private boolean ends(char end, boolean first) {
        space();
        if (text.charAt(at) == end) {
            at++;
            return true;
        }
        if (!first) {
            expect(',');
        }
        return false;
    }

    private String string() {
        expect('"');
        int from = at;
        while (text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (text.charAt(at) == '"') {
            return text.substring(from, at++);
        }
        StringBuilder string = new StringBuilder(text.substring(from, at));
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escape() : c);
        }
        at++;
        return string.toString();
    }

    private char escape() {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        return ESCAPED.charAt(ESCAPES.indexOf(c));
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw new IllegalArgumentException(word);
        }
        at += word.length();
        return value;
    }

    private Double number() {
        int from = at;
        skipDigits();
        if (at > from && at - from <= EXACT_DIGITS && !isInNumber()) {
            return (double) Long.parseLong(text, from, at, 10);
        }
        while (isInNumber()) {
            at++;
        }
        return Double.valueOf(text.substring(from, at));
    }

    private void skipDigits() {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
    }

    private boolean isInNumber() {
        return at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0;
    }

    private void expect(char c) {
        space();
        if (text.charAt(at++) != c) {
            throw new IllegalArgumentException("no " + c);
        }
    }

    private void space() {
        if (at < text.length() && text.charAt(at) > ' ') {
            return;
        }
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
