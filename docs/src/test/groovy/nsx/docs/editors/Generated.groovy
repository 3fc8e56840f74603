package nsx.docs.editors

import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Matcher

/**
 * A file that is written by hand but for its blocks: lines between {@code >>> generated: NAME} and {@code <<<}, each mark in a
 * comment of the file's own language.
 */
record Generated(Path file, Map<String, List<String>> blocks) {

    /** What the file should be, which is what it is when its blocks are up to date. */
    String text() {
        def text = Files.readString(file)
        blocks.each { name, lines ->
            def block = text =~ /(?ms)^(\S+ >>> generated: $name\n)(.*?)(\S+ <<<)$/
            assert block.find() : "$file has no block $name"
            text = block.replaceFirst(Matcher.quoteReplacement(block.group(1) + lines.collect { it + '\n' }.join() + block.group(3)))
        }
        text
    }
}
