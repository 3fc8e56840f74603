package nsx.dsl.topology;

/**
 * Escapes text for XML, SVG and the HTML-like labels of DOT. Non-printing characters were escaped before: see {@link
 * Sketch}.
 */
final class Xml {
    private Xml() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
