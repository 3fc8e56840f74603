package nsx.dsl.word;

/**
 * Example lines for a word, run as a test in new namespaces.
 *
 * @param summary the point of the example
 * @param script the lines
 * @param needs a link kind or other feature that a kernel may lack; empty if it runs everywhere
 */
public record Example(String summary, String script, String needs) {
    public Example(String summary, String script) {
        this(summary, script, "");
    }
}
