package nsx.dsl.topology;

/** Text inside XML, SVG and the HTML-like labels of DOT. What does not print was written out before: see {@link Sketch}. */
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
