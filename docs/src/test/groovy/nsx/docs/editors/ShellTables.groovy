package nsx.docs.editors

import nsx.repl.CommandLine

/** The tables in the completions of the three shells, as assignments of each. */
class ShellTables {
    private static final String TAB = '\t'

    /** What the options with a value take. */
    static final Map<String, String> CHOICES = ['--completion': 'bash fish zsh', '--format': 'text json csv markdown']

    static List<String> bash() {
        def list = { String name, List<List<String>> rows ->
            ["$name=(".toString()] + rows.collect { '    ' + ansi(it.join(TAB)) } + [')']
        }
        list('_nsx_options', options() + [['-e', expression()]]) +
            list('_nsx_library', library()) +
            list('_nsx_library_arguments', libraryArguments()) +
            "_nsx_roots=(${roots().join(' ')})".toString() +
            list('_nsx_words', words()) +
            'declare -gA _nsx_places=(' + Catalogue.places().collect { "    [$it.key]=$it.value".toString() } + ')'
    }

    static List<String> zsh() {
        def list = { String name, List<String> rows -> ["typeset -ga $name=(".toString()] + rows.collect { '    ' + quoted(it) } + [')'] }
        def described = { List<String> row -> row[0].replace(':', '\\:') + ':' + row[1] }
        list('_nsx_options', CommandLine.OPTIONS.collect {
            def word = it.name().split(' ')
            "${word[0] == '--completion' ? '(- 1 *)' : ''}${word[0]}[${it.meaning().replaceAll(/[\[\]]/, /\\$0/)}]" +
                (word.size() > 1 ? ":${word[1].toLowerCase()}:(${CHOICES[word[0]]})" : '')
        } + "(- 1)-e[${expression()}]:expression:_nsx_expression".toString()) +
            list('_nsx_check', commands().collect(described)) +
            list('_nsx_library', library().collect(described)) +
            list('_nsx_library_arguments', libraryArguments().collect { it[0] + ' ' + described(it[1..2]) }) +
            list('_nsx_words', words().collect(described)) +
            'typeset -gA _nsx_places=(' + Catalogue.places().collect { "    $it.key $it.value".toString() } + ')'
    }

    static List<String> fish() {
        def list = { String name, List<List<String>> rows ->
            ["set -g $name".toString()] + rows.collect { '    ' + it.collect { part -> fishQuoted(part) }.join('\\t') } as List<String>
        }
        def continued = { List<String> lines -> lines[0..-2].collect { it + ' \\' } + lines[-1] }
        continued(list('__nsx_library', library())) +
            continued(list('__nsx_library_arguments', libraryArguments())) +
            continued(list('__nsx_words', words())) +
            continued(list('__nsx_places', Catalogue.places().collect { [it.key + '=' + it.value] })) +
            CommandLine.OPTIONS.collect {
                def word = it.name().split(' ')
                "complete -c nsx -n '__nsx_is options' -l ${word[0].substring(2)} ${word.size() > 1 ? "-x -a '${CHOICES[word[0]]}' " : ''}-d ${fishQuoted(it.meaning())}".toString()
            } +
            "complete -c nsx -n '__nsx_is options' -s e -x -d ${fishQuoted(expression())}".toString() +
            commands().collect { "complete -c nsx -n '__nsx_is options' -a ${it[0]} -d ${fishQuoted(it[1])}".toString() }
    }

    private static List<List<String>> options() {
        CommandLine.OPTIONS.collect { [it.name().split(' ')[0], it.meaning()] }
    }

    private static String expression() {
        form('nsx -e ')
    }

    private static List<List<String>> commands() {
        ['check', 'diff', 'doctor', 'gc'].collect { [it, form("nsx $it")] }
    }

    private static String form(String start) {
        CommandLine.FORMS.find { it.name().startsWith(start) }.meaning()
    }

    private static List<List<String>> library() {
        Catalogue.LIBRARY.collect { [it.name, it.header().Summary] }
    }

    private static Set<String> roots() {
        Catalogue.LIBRARY.collect { it.name.replaceFirst('/.*', '/') }
    }

    private static List<List<String>> libraryArguments() {
        Catalogue.LIBRARY.collectMany { script -> script.arguments().collect { [script.name, it.key.split('[ =]')[0], it.value] } }
    }

    /** Words, with their parentheses where they need nothing in them. */
    private static List<List<String>> words() {
        Catalogue.WORDS.collect {
            [it.name() + (it.parameters().any { p -> p.positional } ? '' : '()'), it.summary()]
        }.sort { it[0] }
    }

    private static String ansi(String text) {
        "\$'" + text.replace('\\', '\\\\').replace("'", "\\'").replace(TAB, '\\t') + "'"
    }

    private static String quoted(String text) {
        "'" + text.replace("'", "'\\''") + "'"
    }

    private static String fishQuoted(String text) {
        "'" + text.replace('\\', '\\\\').replace("'", "\\'") + "'"
    }
}
