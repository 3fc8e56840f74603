package nsx.dsl.word;

/**
 * Lines that show a word, run as a test in fresh namespaces.
 *
 * @param summary what it shows
 * @param script the lines
 * @param needs a link kind or other feature that a kernel may lack; empty when it runs everywhere
 */
public record Example(String summary, String script, String needs) {
    public Example(String summary, String script) {
        this(summary, script, "");
    }
}
