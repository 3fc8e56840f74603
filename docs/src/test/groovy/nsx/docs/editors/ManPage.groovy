package nsx.docs.editors

import nsx.dsl.word.Theme
import nsx.repl.CommandLine
import nsx.repl.Usage
import nsx.repl.manual.Roff

/** The blocks of the manual page, in the macros of man(7). */
class ManPage {
    private static final int WIDTH = 78

    static Map<String, List<String>> blocks() {
        [forms: entries(CommandLine.FORMS),
         options: entries(CommandLine.OPTIONS),
         library: Catalogue.LIBRARY.collectMany { script ->
             entry([script.name, *script.arguments().keySet().collect { "[$it]" }].join(' '), script.header().Summary)
         },
         words: Theme.values().collectMany { theme ->
             def words = Catalogue.WORDS.findAll { it.theme() == theme }
             words ? ['.SS ' + Roff.escaped(theme.title())] + words.collectMany { entry(it.name(), it.summary()) } : []
         },
         codes: entries(CommandLine.EXIT_CODES)]
    }

    private static List<String> entries(List<Usage.Entry> all) {
        all.collectMany { entry(it.name(), it.meaning()) }
    }

    /** A tagged paragraph: what is in capitals stands for something else. */
    private static List<String> entry(String name, String meaning) {
        ['.TP', tag(name)] + text(meaning + '.')
    }

    private static String tag(String name) {
        name.replaceAll(/[^A-Z…\[\]]+|[A-Z]{2,}…?|./) { it ==~ /[A-Z]{2,}…?/ ? "\\fI${Roff.escaped(it)}\\fR" : "\\fB${Roff.escaped(it)}\\fR" }
    }

    /** Lines of running text. */
    private static List<String> text(String prose) {
        List<String> lines = ['']
        Roff.escaped(prose.capitalize()).split(' ').each { word ->
            if (lines.last().length() + word.length() >= WIDTH) {
                lines << ''
            }
            lines[-1] = lines.last() ? lines.last() + ' ' + word : word
        }
        // a line that begins with one of these would be taken for a macro
        lines.collect { it.replaceFirst(/^(?=[.'])/, '\\\\&') }
    }
}
