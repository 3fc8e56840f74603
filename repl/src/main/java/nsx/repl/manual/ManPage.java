package nsx.repl.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nsx.dsl.help.HelpPage;
import nsx.dsl.word.Example;
import nsx.dsl.word.Parameter;

/** Makes the manual page of one word from its help. Source: man(7). */
final class ManPage {
    private final HelpPage page;
    private final String version;
    private final List<String> lines = new ArrayList<>();

    ManPage(HelpPage page, String version) {
        this.page = page;
        this.version = version;
    }

    /** The file name of a word's page. */
    static String file(String word) {
        return "nsx-" + word + ".1";
    }

    String text() {
        String title = Roff.escaped(page.name()).toUpperCase(Locale.ROOT);
        lines.add(".TH NSX\\-" + title + " 1 2026-01-01 \"nsx " + Roff.escaped(version) + "\" \"Words of nsx\"");
        section("NAME", "nsx\\-" + Roff.escaped(page.name()) + " \\- " + Roff.escaped(page.summary()));
        section("SYNOPSIS", "\\fB" + Roff.escaped(page.syntax()) + "\\fR");
        if (!page.aliases().isEmpty()) {
            section("ALSO WRITTEN", Roff.line(String.join(", ", page.aliases())));
        }
        parameters("ARGUMENTS", page.arguments(), "");
        parameters("OPTIONS", page.options(), ":");
        parameters("BLOCK", page.block(), "");
        examples();
        section("SEE ALSO", seeAlso());
        return String.join("\n", lines) + "\n";
    }

    private void section(String title, String... text) {
        lines.add(".SH " + title);
        lines.addAll(List.of(text));
    }

    private void parameters(String title, List<Parameter<?>> all, String suffix) {
        if (!all.isEmpty()) {
            section(title);
            all.forEach(p -> lines.addAll(Roff.tagged(p.isAnyName() ? "NAME:" : p.name() + suffix, p.help() + ".")));
        }
    }

    private void examples() {
        if (page.examples().isEmpty()) {
            return;
        }
        section("EXAMPLES");
        for (Example example : page.examples()) {
            if (example != page.examples().get(0)) {
                lines.add(".PP");
            }
            lines.add(Roff.line(example.summary() + ":"));
            block(example.script().strip().lines().toList());
            List<String> peers = page.peer(example);
            if (!peers.isEmpty()) {
                lines.add(".PP");
                lines.add("The same by other tools:");
                block(peers);
            }
        }
    }

    private void block(List<String> code) {
        lines.addAll(List.of(".RS 4", ".nf"));
        code.forEach(line -> lines.add(Roff.line(line)));
        lines.addAll(List.of(".fi", ".RE"));
    }

    private String seeAlso() {
        List<String> all = new ArrayList<>(List.of("\\fBnsx\\fR(1)"));
        page.related().forEach(word -> all.add("\\fBnsx\\-" + Roff.escaped(word) + "\\fR(1)"));
        return String.join(", ", all);
    }
}
