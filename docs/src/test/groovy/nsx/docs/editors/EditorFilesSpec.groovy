package nsx.docs.editors

import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern
import nsx.dsl.word.Parameter.Position
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** The files for editors and man(1) do what they are for, where that can be tried without somebody looking. */
class EditorFilesSpec extends Specification {
    @TempDir
    Path directory

    def "man(1) finds nothing wrong with the page"() {
        expect:
        Peer.run('mandoc -Tlint -Wstyle man/nsx.1; groff -ww -man -Tutf8 -z man/nsx.1; groff -ww -man -Tascii -z man/nsx.1') == ''
    }

    def "the page has each option, word and script"() {
        given:
        def page = Peer.run('mandoc -Tutf8 -Owidth=200 man/nsx.1').replaceAll(/.\x08/, '')

        expect:
        ShellTables.bash().findAll { it =~ /\$'-/ }.collect { (it =~ /'([^\\]+)/)[0][1] }.every { page.contains(" $it") }
        Catalogue.WORDS.every { page =~ /(?m)^ +${Pattern.quote(it.name())}( |$)/ }
        Catalogue.LIBRARY.every { page.contains(it.name) }
    }

    def "Vim shows #text as #group"() {
        given:
        def script = Files.writeString(directory.resolve('a.nsx'), text.replace('|', '') + '\n')
        def told = directory.resolve('told')

        when:
        Peer.run("""timeout 20 vim -es -N -u NONE -c 'set runtimepath^=$PWD/editors/vim' -c 'filetype on' -c 'syntax on' -c 'edit $script' \
            -c 'call writefile([&filetype, synIDattr(synID(1, ${text.indexOf('|') + 1}, 1), "name")], "$told")' -c 'qa!' </dev/null""")

        then:
        Files.readAllLines(told) == ['nsx', group]

        where:
        text                             | group
        "|netns 'a'"                     | 'nsxWord'
        "netns('a') { |address '1' }"    | 'nsxWord'
        "x.|address"                     | ''
        "route 'x', |dev: 'y'"           | 'nsxOption'
        'time.boottime += 1.|day'        | 'nsxUnit'
        '(1 + 2).|hours'                 | 'nsxUnit'
        "'|netns'"                       | 'groovyString'
        '// |netns'                      | 'groovyLineComment'
        '|if (a) b'                      | 'groovyConditional'
    }

    @Requires({ Files.exists(Path.of('../repl/target/app/complete')) })
    def "Neovim starts the language server: it shows faults, help and proposals"() {
        given:
        def script = Files.writeString(directory.resolve('a.nsx'), "netns 'a'\nbridg 'br0'\n")
        def told = directory.resolve('told')
        def steps = Files.writeString(directory.resolve('steps.lua'), """
            local ask = function(method, line, character)
                local position = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = character } }
                for _, answer in pairs(vim.lsp.buf_request_sync(0, method, position, 120000)) do return answer.result end
            end
            vim.wait(120000, function() return #vim.diagnostic.get(0) > 0 end, 50)
            local found = vim.diagnostic.get(0)[1]
            local out = { found.lnum .. ':' .. found.col .. '-' .. found.end_col, vim.split(found.message, '\\n')[1] }
            table.insert(out, vim.split(ask('textDocument/hover', 0, 1).contents.value, '\\n')[2])
            vim.api.nvim_buf_set_lines(0, -1, -1, true, { 'x = links()', 'x[0].mt' })
            table.insert(out, ask('textDocument/completion', 3, 7)[1].label)
            vim.fn.writefile(out, '$told')
            vim.cmd('qa!')
            """)

        when:
        Peer.run("""timeout 300 nvim --headless --clean --cmd 'set runtimepath^=$PWD/editors/vim' --cmd "let g:nsx_command = ['$PWD/../nsx']" \
            -c 'filetype plugin on' -c 'luafile $steps' $script </dev/null""")

        then:
        def (place, fault, hover, proposal) = Files.readAllLines(told)
        [place, fault, proposal] == ['1:0-5', "there is no word 'bridg'", 'mtu']
        hover.startsWith('netns([NAME]')
    }

    def "nano's patterns are regular expressions, and find words and units"() {
        given:
        def patterns = Files.readAllLines(Path.of('editors/nsx.nanorc')).findAll { it =~ /^(color|header) / }
            .collectMany { (it =~ /"(.*?)"(?= (?:"|end)|$)/).collect { m -> m[1] } }

        expect:
        patterns.size() > 10
        patterns.every { grep(it, '') in [0, 1] }
        patterns.any { it.contains('netns') && grep(it, 'x = netns()') == 0 && grep(it, 'mynetns') == 1 }
        patterns.any { it.contains('day') && grep(it, '1.day') == 0 && grep(it, '1.daylight') == 1 }
    }

    private int grep(String pattern, String text) {
        def process = new ProcessBuilder('grep', '-qE', '-e', pattern).redirectErrorStream(true).start()
        process.outputStream.withCloseable { it << text + '\n' }
        process.inputStream.close()
        process.errorStream.close()
        process.waitFor()
    }

    def "each pattern of the TextMate grammar is one, and each include leads somewhere"() {
        given:
        def grammar = new JsonSlurper().parse(EditorsSpec.GRAMMAR.toFile())
        def rules = []
        def collect
        collect = { if (it instanceof Map) { rules << it; it.values().each(collect) } else if (it instanceof List) { it.each(collect) } }
        collect(grammar)

        expect:
        rules.collectMany { [it.match, it.begin, it.end] }.findAll { it instanceof String }.each { Pattern.compile(it) }.size() > 20
        rules*.include.findAll().every { grammar.repository[it.substring(1)] }
        rules.find { it.name == 'support.function.nsx' }.with { Catalogue.names().every { name -> name ==~ it.match } }
    }

    def "the GDSL tells IntelliJ IDEA of each word with its options"() {
        given:
        def told = new GdslReader()
        told.evaluate(Path.of('editors/nsx.gdsl').toFile())

        expect:
        Catalogue.WORDS.every { word ->
            def options = word.parameters().findAll { it.place() == Position.NAMED && it.name() != '*' }
            def methods = told.methods.findAll { it.name == word.name().split(/\./).last() }
            assert methods*.namedParams*.name.contains(options*.name() ?: null) : word.name()
            true
        }
        Catalogue.units().keySet().every { unit -> told.properties.any { it.name == unit } }
        (told.methods + told.properties)*.type.unique().findAll { it.contains('.') }.each { Class.forName(it) }.size() > 20
        told.delegates.each { Class.forName(it) }.size() > 5
    }

    private static final String PWD = Path.of('').toAbsolutePath()

    /** What IntelliJ IDEA gives such a script to call: com.intellij's GdslScriptProvider and its members, as far as they are used. */
    static class GdslReader {
        final List<Map> methods = []
        final List<Map> properties = []
        final List<String> delegates = []

        void evaluate(File file) {
            def script = new GroovyShell().parse(file)
            [context: { Map it -> it }, scriptScope: { -> 'script' }, closureScope: { Map it -> 'closure' },
             contributor: { Map context, Closure body -> tell(body) }]
                .each { name, body -> script.binding.setVariable(name, body) }
            script.run()
        }

        private void tell(Closure body) {
            body.delegate = this
            body.resolveStrategy = Closure.DELEGATE_FIRST
            body()
        }

        void method(Map it) {
            methods << it
        }

        void property(Map it) {
            properties << it
        }

        Map parameter(Map it) {
            it
        }

        boolean enclosingCall(String name) {
            true
        }

        String findClass(String name) {
            name
        }

        void delegatesTo(String name) {
            delegates << name
        }
    }
}
