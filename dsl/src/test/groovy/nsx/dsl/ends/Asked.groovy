package nsx.dsl.ends

/**
 * One ip(8), tc(8) or bridge(8) that answers line after line, in the network namespace of the thread that starts it or in a named one.
 * A program for each line would be slow on an emulated kernel.
 */
class Asked implements Closeable {
    private static final Map<String, String> FLUSH = [ip: 'link show lo', tc: 'qdisc show dev lo', bridge: 'link show dev lo']

    private final List<String> line
    private final String flush
    private Process process
    private BufferedReader answers

    Asked(String program, String space = null) {
        def words = program.split(' ') as List
        flush = FLUSH[words[0]]
        line = words + (space ? ['-n', space] : []) + ['-d', '-j', '-force', '-batch', '-']
        start()
    }

    private void start() {
        process = new ProcessBuilder(line).redirectErrorStream(true).start()
        answers = new BufferedReader(new InputStreamReader(process.inputStream, 'UTF-8'))
    }

    /** What the lines answer, errors first; an error is text, what is shown is JSON or, for classes and filters, text. */
    List<String> ask(List<String> lines) {
        // a list as JSON makes the program write all that it has, and what it does not know ends the answer
        process.outputStream.write(((lines + [flush, 'end-of-answer']).join('\n') + '\n').getBytes('UTF-8'))
        process.outputStream.flush()
        def all = []
        for (def text = answers.readLine(); !text?.contains('end-of-answer'); text = answers.readLine()) {
            if (text == null) {
                // it ends at a word that it does not know
                close()
                start()
                return all
            }
            all << text
        }
        answers.readLine()
        if (lines.any { it.startsWith('vlan show') }) {
            // bridge(8) aborts when it lists VLANs as JSON twice
            close()
            start()
        }
        all.findAll { !it.startsWith('Command failed') }.with { it.subList(0, it.size() - 1) }
    }

    @Override
    void close() {
        try {
            process.outputStream.close()
        } catch (IOException e) {
            // it ended before it read all
        }
        answers.close()
        process.errorStream.close()
        process.waitFor()
    }
}
