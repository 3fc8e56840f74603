package nsx.docs

import java.nio.file.Files
import java.nio.file.Path

/** A script of the standard library: its name, such as lab/star, and what its first comment says. */
class LibraryScript {
    static final Path DIRECTORY = Path.of('../stdlib-scripts/src/main/resources')

    final String name

    LibraryScript(String name) {
        this.name = name
    }

    /** In the order of their names. */
    static List<LibraryScript> all() {
        Files.walk(DIRECTORY).withCloseable { files ->
            files.filter { it.toString().endsWith('.nsx') }
                .map { new LibraryScript(DIRECTORY.relativize(it).toString() - '.nsx') }
                .toList()
        }.sort(false) { it.name }
    }

    String text() {
        Files.readString(DIRECTORY.resolve(name + '.nsx'))
    }

    /** What it takes, each with what it means. */
    Map<String, String> arguments() {
        header().Arguments.readLines().collectEntries { it.split(/\s{2,}/, 2).toList() }
    }

    /** The entries of its first comment: {@code Name: text}, and what is indented below. */
    Map<String, String> header() {
        def comment = (text() =~ /(?s)\/\*(.*?)\*\//).with { it.find() ? it.group(1) : '' }
        def entries = [:]
        String last = null
        for (line in comment.readLines()*.replaceFirst(/^ \* ?/, '')) {
            def entry = line =~ /^(\w+): +(.*)$/
            if (entry.matches()) {
                last = entry.group(1)
                entries[last] = entry.group(2)
            } else if (line.isBlank()) {
                last = null
            } else if (last) {
                entries[last] += '\n' + line.strip()
            }
        }
        entries
    }
}
