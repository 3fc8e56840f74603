package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern

/**
 * A page of Markdown by its fenced blocks. {@code nsx} blocks run in order in one session; a {@code text} block right after one is
 * what it prints, and one without prints nothing. {@code sh} blocks run in a shell. A comment before a block says more of it:
 * {@code <!-- same -->}: the sh block and the nsx block after it make the same of fresh namespaces;
 * {@code <!-- prints the same -->}: the sh block prints what the nsx block after it prints;
 * {@code <!-- fails CODE -->}: it is an error, with this exit code; {@code <!-- only shown -->}: it is not run.
 */
class Page {
    private static final Pattern FENCE = ~/(?ms)^(?:<!-- ([^>\n]*) -->\n+)?```(\w+)\n(.*?)^```$/
    final Path path
    private final String markdown
    final List<Block> blocks = []

    Page(Path path) {
        this.path = path
        this.markdown = Files.readString(path)
        def fences = FENCE.matcher(markdown)
        Block before = null
        while (fences.find()) {
            def block = new Block(fences.group(2), fences.group(1) ?: '', fences.group(3), fences.start(3), fences.end(3),
                markdown[0..<fences.start()].count('\n') + 1)
            boolean next = before?.language == 'nsx' && markdown[before.end..<fences.start()].strip() == '```'
            if (block.language == 'text' && next) {
                before.output = block
            }
            before = block
            blocks << block
        }
    }

    List<Block> nsx() {
        blocks.findAll { it.language == 'nsx' && it.note != 'only shown' }
    }

    List<Block> sh() {
        blocks.findAll { it.language == 'sh' && it.note != 'only shown' }
    }

    /** Pairs of a shell's lines and nsx's that make the same. */
    List<List<Block>> pairs() {
        blocks.collate(2, 1, false).findAll { it[0].note == 'same' }
    }

    /** Pairs of a shell's lines and nsx's that print the same. */
    List<List<Block>> echoes() {
        blocks.collate(2, 1, false).findAll { it[0].note == 'prints the same' }
    }

    /** The page with what its blocks really printed, by block. */
    void write(Map<Block, String> printed) {
        def text = new StringBuilder(markdown)
        printed.findAll { block, out -> block.output != null && masked(block.output.text) != masked(out) }
            .sort { -it.key.output.start }
            .each { block, out -> text.replace(block.output.start, block.output.end, out) }
        Files.writeString(path, text.toString())
    }

    /**
     * Without what is different each time or elsewhere: times, how long the machine has been up, hardware addresses, inodes, process numbers, the widths of columns,
     * link-local addresses, which a kernel without IPv6 does not have and others give a moment late, and what is said of /sys
     * inside a user namespace.
     */
    static String masked(String text) {
        text.replaceAll(/(?m)^(.*\bfe80:|\/sys shows another network namespace: ).*\n/, '')
            .replaceAll(/(\b\d+[dhm] )*\b\d+(\.\d+)?(ns|µs|ms|s)\b|(\b\d+[dhm] )*\b\d+[dhm]\b/, 'TIME')
            .replaceAll(/(?m)^ *up \d+ \w+(, \d+ \w+)*$/, 'up UPTIME')
            .replaceAll(/\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b/, 'MAC')
            .replaceAll(/\b40265\d{5}\b/, 'INODE')
            .replaceAll(/\bprocess \d+/, 'process PID')
            .replaceAll(/(?m)^ *\d+  (?=.*\bsleep \d)/, 'PID  ')
            .readLines().collect { it ==~ / *\^.*/ ? it.stripTrailing() : it.replaceAll(/\s+/, ' ').strip() }.join('\n')
            .strip()
    }

    static class Block {
        final String language
        final String note
        final String text
        final int start
        final int end
        final int line
        Block output

        Block(String language, String note, String text, int start, int end, int line) {
            this.language = language
            this.note = note
            this.text = text
            this.start = start
            this.end = end
            this.line = line
        }

        int exitCode() {
            note.startsWith('fails ') ? note.substring(6) as int : 0
        }

        @Override
        String toString() {
            "line $line"
        }
    }
}
