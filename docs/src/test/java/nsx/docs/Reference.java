package nsx.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.dsl.error.Texts;
import nsx.dsl.help.HelpPage;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;

/** The reference as Markdown: a page for each word and an index, all from the catalogue. */
public final class Reference {
    private static final String INDEX = "README.md";
    private final Vocabulary vocabulary;

    public Reference(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** File name to text. */
    public Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(INDEX, index());
        vocabulary.verbs().forEach(verb -> pages.put(file(verb.name()), page(new HelpPage(verb))));
        return pages;
    }

    private static String file(String word) {
        return word + ".md";
    }

    private String index() {
        StringBuilder out = new StringBuilder(
                "# The words of nsx\n\nGenerated from the catalogue of words: edit the words, not " + "these pages.\n");
        for (Theme theme : Theme.values()) {
            List<Verb> verbs =
                    vocabulary.verbs().stream().filter(v -> v.theme() == theme).toList();
            if (!verbs.isEmpty()) {
                out.append("\n## ").append(theme.title()).append("\n\n| word | |\n|---|---|\n");
                verbs.forEach(v -> out.append("| " + link(v.name()) + " | " + cell(v.summary()) + " |\n"));
            }
        }
        return out.toString();
    }

    private String page(HelpPage page) {
        StringBuilder out = new StringBuilder("# " + page.name() + "\n\n" + sentence(page.summary()) + "\n");
        out.append("\n```\n" + page.syntax() + "\n```\n");
        if (!page.aliases().isEmpty()) {
            out.append("\nAlso written `" + String.join("`, `", page.aliases()) + "`.\n");
        }
        if (!page.peer().isEmpty()) {
            out.append("\nAs `" + page.peer() + "`.\n");
        }
        parameters(out, "Arguments", page.arguments(), "");
        parameters(out, "Options", page.options(), ":");
        page.block().forEach(p -> out.append("\n## The block\n\n" + sentence(p.summary()) + "\n"));
        examples(out, page);
        if (!page.related().isEmpty()) {
            out.append(
                    "\nSee also: " + page.related().stream().map(this::link).collect(Collectors.joining(", ")) + ".\n");
        }
        return out.append("\n[All words](" + INDEX + ")\n").toString();
    }

    private static void parameters(StringBuilder out, String title, List<Parameter<?>> all, String suffix) {
        if (!all.isEmpty()) {
            out.append("\n## " + title + "\n\n| name | what | |\n|---|---|---|\n");
            all.forEach(p -> out.append("| `" + (p.name().equals("*") ? "NAME" : p.name()) + suffix + "` | " + kind(p)
                    + " | " + cell(p.details()) + " |\n"));
        }
    }

    private static String kind(Parameter<?> parameter) {
        String type = parameter.type() == Parameter.Type.CHOICE
                ? Texts.either(parameter.choices().toArray(String[]::new))
                : parameter.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (parameter.place()) {
            case OPTIONAL -> type + ", optional";
            case REPEATED -> type + ", any number";
            default -> type;
        };
    }

    private static void examples(StringBuilder out, HelpPage page) {
        if (!page.examples().isEmpty()) {
            out.append("\n## Examples\n");
            page.examples()
                    .forEach(e -> out.append("\n" + sentence(e.summary()) + "\n\n```groovy\n"
                            + e.script().strip() + "\n```\n"
                            + equal(page.peer(e))
                            + (e.needs().isEmpty() ? "" : "\nNeeds a kernel with " + e.needs() + ".\n")));
        }
    }

    private static String equal(List<String> commands) {
        return commands.isEmpty() ? "" : "\nEqual to\n\n```text\n" + String.join("\n", commands) + "\n```\n";
    }

    /** A word that is described elsewhere is a link; one that is not built yet is only named. */
    private String link(String word) {
        return vocabulary
                .find(word)
                .map(v -> "[`" + word + "`](" + file(v.name()) + ")")
                .orElse("`" + word + "`");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }
}
