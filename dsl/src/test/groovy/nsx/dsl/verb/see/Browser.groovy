package nsx.dsl.verb.see

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.nio.file.Path

/**
 * A headless Chromium, driven by its own protocol, in the namespaces of the calling thread. It speaks WebSocket by itself, as far as that
 * protocol needs it: the JDK's client keeps a thread and its descriptors.
 */
class Browser implements AutoCloseable {
    /** What the browser says when a document was asked that it leaves for the next one, as the empty page at first. */
    private static final List LEFT = ['Execution context was destroyed.', 'Inspected target navigated or closed', 'Cannot find default execution context']
    private final Process process
    private final int port
    private Socket page
    private DataInputStream answers
    private int number = 0

    Browser(Path home) {
        process = new ProcessBuilder('chromium', '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
            '--remote-debugging-port=0', "--user-data-dir=$home/browser", 'about:blank').redirectErrorStream(true).start()
        process.outputStream.close()
        def told = process.inputStream.newReader()
        port = (told.lines().filter { it.contains('DevTools listening') }.findFirst().get() =~ /127\.0\.0\.1:(\d+)/)[0][1] as int
        Thread.startDaemon { told.eachLine { } }
    }

    private Socket connect() {
        def socket = new Socket('127.0.0.1', port)
        socket.soTimeout = 60_000
        socket
    }

    void open(String url) {
        def made = connect().withCloseable {
            it.outputStream << "PUT /json/new?${URLEncoder.encode(url, 'UTF-8')} HTTP/1.1\r\nHost: 127.0.0.1:$port\r\nConnection: close\r\n\r\n"
            def length = 0
            for (def header = line(it.inputStream); header; header = line(it.inputStream)) {
                length = header.toLowerCase().startsWith('content-length:') ? header.split(':')[1].trim() as int : length
            }
            new JsonSlurper().parse(it.inputStream.readNBytes(length))
        }
        page = connect()
        page.outputStream << "GET ${URI.create(made.webSocketDebuggerUrl).path} HTTP/1.1\r\nHost: 127.0.0.1:$port\r\nUpgrade: websocket\r\n" +
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        answers = new DataInputStream(page.inputStream)
        assert line(answers).contains(' 101 ')
        while (line(answers)) { }
    }

    private static String line(InputStream from) {
        def text = new StringBuilder()
        for (int c = from.read(); c != '\n'; c = from.read()) {
            assert c >= 0 : 'the browser ended'
            text << (char) c
        }
        text.toString().trim()
    }

    /** The value of an expression of JavaScript, as soon as it is true there; asked again when the page changes. */
    String when(String expression) {
        def waiting = """new Promise(done => {
            const look = () => { let value; try { value = $expression } catch (e) { value = null } if (value) { seen.disconnect(); done(value) } };
            const seen = new MutationObserver(look);
            seen.observe(document, { subtree: true, childList: true, attributes: true });
            look();
        })"""
        def answer = evaluate(waiting)
        while (answer.error?.message in LEFT) {
            answer = evaluate(waiting)
        }
        assert answer.result?.result?.containsKey('value') : "$expression: $answer"
        answer.result.result.value
    }

    /** Whether an expression has this value at last; an error tells which one it has instead. */
    boolean shows(String expression, String value) {
        def wanted = JsonOutput.toJson(value)
        try {
            return when("(() => { const is = $expression; return is === $wanted && is })()") == value
        } catch (SocketTimeoutException e) {
            page.close()
            throw new AssertionError("$expression is not $wanted", e)
        }
    }

    private Map evaluate(String expression) {
        send(JsonOutput.toJson([id: ++number, method: 'Runtime.evaluate',
                                params: [expression: expression, awaitPromise: true, returnByValue: true]]))
        def answer = [:]
        while (answer.id != number) {
            answer = new JsonSlurper().parseText(read())
        }
        answer
    }

    /** One frame of text, masked with zeros. */
    private void send(String text) {
        def body = text.getBytes('UTF-8')
        def frame = new ByteArrayOutputStream()
        new DataOutputStream(frame).with {
            writeByte(0x81)
            writeByte(0x80 | 126)
            writeShort(body.length)
            writeInt(0)
            write(body)
        }
        page.outputStream.write(frame.toByteArray())
    }

    private String read() {
        answers.readUnsignedByte()
        int length = answers.readUnsignedByte()
        length = length == 126 ? answers.readUnsignedShort() : length == 127 ? answers.readLong() as int : length
        new String(answers.readNBytes(length), 'UTF-8')
    }

    @Override
    void close() {
        page?.close()
        process.descendants().forEach { it.destroyForcibly() }
        process.destroyForcibly().waitFor()
    }
}
