package nsx.repl.lsp

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import nsx.rtnl.kind.Kinds
import spock.lang.Specification

/** Transcripts of the protocol: what a client sends, byte by byte, and what the server answers. */
class LanguageServerSpec extends Specification {
    static final String FILE = 'file:///home/a/lab.nsx'

    private final PipedOutputStream toServer = new PipedOutputStream()
    private final InputStream serverIn = new PipedInputStream(toServer, 1 << 16)
    private final PipedOutputStream serverOut = new PipedOutputStream()
    private final InputStream fromServer = new PipedInputStream(serverOut, 1 << 20)
    private final CompletableFuture<Integer> code = new CompletableFuture<>()
    private int number = 0

    def setup() {
        Thread.startDaemon('server') {
            try {
                code.complete(new LanguageServerMain(serverIn, serverOut, '1').asInt)
            } finally {
                serverOut.close()
            }
        }
    }

    def cleanup() {
        toServer.close()
    }

    private void send(Map message) {
        def body = JsonOutput.toJson([jsonrpc: '2.0'] + message).getBytes('UTF-8')
        toServer.write("Content-Length: ${body.length}\r\n\r\n".toString().getBytes('US-ASCII'))
        toServer.write(body)
        toServer.flush()
    }

    private void tell(String method, Map parameters = [:]) {
        send([method: method, params: parameters])
    }

    private Map ask(String method, Map parameters = [:]) {
        send([id: ++number, method: method, params: parameters])
        next { it.id == number }
    }

    /** The next message that fits. */
    private Map next(Closure fits) {
        while (true) {
            def message = read()
            if (fits(message)) {
                return message
            }
        }
    }

    private Map read() {
        def length = 0
        for (String line = header(); line; line = header()) {
            if (line.startsWith('Content-Length:')) {
                length = line.split(':')[1].trim() as int
            }
        }
        new JsonSlurper().parse(fromServer.readNBytes(length)) as Map
    }

    private String header() {
        def line = new StringBuilder()
        for (int c = fromServer.read(); c != '\n'; c = fromServer.read()) {
            assert c >= 0 : 'the server ended'
            line << (char) c
        }
        line.toString().trim()
    }

    /** Opens the text, whose cursor stands at |. */
    private Map open(String text) {
        ask('initialize', [capabilities: [:]])
        tell('initialized')
        def before = text.takeWhile { it != '|' }
        tell('textDocument/didOpen', [textDocument: [uri: FILE, languageId: 'nsx', version: 1, text: text.replace('|', '')]])
        [textDocument: [uri: FILE], position: [line: before.count('\n'), character: before.length() - before.lastIndexOf('\n') - 1]]
    }

    private List diagnostics() {
        next { it.method == 'textDocument/publishDiagnostics' }.params.diagnostics
    }

    private static String span(Map range) {
        "${range.start.line}:${range.start.character}-${range.end.line}:${range.end.character}"
    }

    def "it says what it can, and ends with #expected when the client #ends"() {
        when:
        def capabilities = ask('initialize', [capabilities: [:]]).result
        if (asked) {
            assert ask('shutdown').result == null
        }
        tell('exit')

        then:
        capabilities.serverInfo.name == 'nsx'
        capabilities.capabilities.hoverProvider
        capabilities.capabilities.textDocumentSync == 1
        '.' in capabilities.capabilities.completionProvider.triggerCharacters
        code.get(60, TimeUnit.SECONDS) == expected

        where:
        ends             | asked | expected
        'asked for it'   | true  | 0
        'just says exit' | false | 1
    }

    def "the end of the input is its end"() {
        when:
        ask('initialize', [capabilities: [:]])
        toServer.close()

        then:
        code.get(60, TimeUnit.SECONDS) == 1
    }

    def "of #text it tells: #message"() {
        when:
        open(text)
        def found = diagnostics()

        then:
        found.collect { [span(it.range), it.message, it.severity, it.source] } == [[place, message, 1, 'nsx']]

        where:
        text                                   | place      | message
        "bridg 'br0'\n"                        | '0:0-0:5'  | "there is no word 'bridg'\nhint: did you mean 'bridge'?"
        "\nlink('x').upp()\n"                  | '1:10-1:13' | "a Link has no upp()\nhint: did you mean 'up'?"
        "links(kind: 'wirguard')"              | '0:12-0:22' | "links: kind cannot be wirguard: kind is ${Kinds.ALL*.name().take(6).join(', ')}, … (${Kinds.ALL.size() + 2} in all)\nhint: did you mean 'wireguard'?".toString()
        "x = '\uD83D\uDE00'; netsn 'a'"        | '0:10-0:15' | "there is no word 'netsn'\nhint: did you mean 'netns'?"
        "bridge br0 { up("                     | '0:15-0:16' | "this '(' is not closed"
    }

    def "a change is looked at anew, and a text that is closed has no faults"() {
        when:
        open("netsn 'a'")
        def first = diagnostics()
        tell('textDocument/didChange', [textDocument: [uri: FILE, version: 2], contentChanges: [[text: "netns 'a'"]]])
        def second = next { it.method == 'textDocument/publishDiagnostics' }.params
        tell('textDocument/didChange', [textDocument: [uri: FILE, version: 3], contentChanges: [[text: "nets 'a'"]]])
        def third = diagnostics()
        tell('textDocument/didClose', [textDocument: [uri: FILE]])

        then:
        first.size() == 1
        second.diagnostics == [] && second.version == 2
        third.size() == 1
        diagnostics() == []
    }

    def "at the end of #text it proposes #expected"() {
        when:
        def items = ask('textDocument/completion', open(text)).result

        then:
        def labels = items*.label
        expected.every { it in labels }
        items.every { it.textEdit.newText == it.label && span(it.textEdit.range) == range }
        items*.sortText == items*.sortText.sort(false)

        where:
        text                              | range       | expected
        'netn|'                           | '0:0-0:4'   | ['netns']
        "x = 1\nbridge('br0') { s|"       | '1:16-1:17' | ['stp', 'sh']
        "address '10.0.0.1/24', d|"       | '0:23-0:24' | ['dev:']
        "links().findAll { it.mt| }"      | '0:21-0:23' | ['mtu']
        "netns('a') { link('x').u| }"     | '0:23-0:24' | ['up']
        "include 'lab/st|'"               | '0:9-0:15'  | ['lab/star']
        'x = 1.da|'                       | '0:6-0:8'   | ['day', 'days']
    }

    def "over #text it tells #expected"() {
        when:
        def hover = ask('textDocument/hover', open(text)).result

        then:
        span(hover.range) == range
        hover.contents.kind == 'markdown'
        hover.contents.value.contains(expected)

        where:
        text                                | range      | expected
        "net|ns 'a'"                        | '0:0-0:5'  | '```nsx\nnetns('
        "p|ing '10.0.0.1', count: 2"        | '0:0-0:4'  | '- `count` number of requests'
        "ping '10.0.0.1', co|unt: 2"        | '0:17-0:22' | '`count:` number of requests'
        "bridge('b') { st|p true }"         | '0:14-0:17' | '`stp` '
        "route.g|et '8.8.8.8'"              | '0:6-0:9'  | '```nsx\nroute.get '
        "x = links()[0].mt|u"               | '0:15-0:18' | '`mtu` '
    }

    def "over #text there is nothing to tell"() {
        expect:
        ask('textDocument/hover', open(text)).result == null

        where:
        text << ["x = 'wor|d'", '// netn|s', ' | ', 'zzz|']
    }
}
