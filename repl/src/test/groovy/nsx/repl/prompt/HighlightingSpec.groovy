package nsx.repl.prompt

import org.jline.utils.AttributedString
import spock.lang.Specification

/** Which pieces of a line get which colour. */
class HighlightingSpec extends Specification {
    static final KNOWN = new KnownNames({ it in ['netns', 'link', 'nat', 'nat.clear', 'bridge'] }, ['lo', 'blue'] as Set, ['mine'] as Set)

    /** The pieces that differ from plain text, each with its style's sequence. */
    static Map<String, String> styled(String text, int cursor = -1) {
        AttributedString line = Highlighting.styled(text, cursor, KNOWN)
        assert line.toString() == text
        def pieces = [:]
        for (int i = 0; i < text.length();) {
            def style = line.styleAt(i)
            int end = i
            while (end < text.length() && line.styleAt(end) == style) end++
            def code = style.toAnsi().replaceAll(/[^\d;]/, '')
            if (style != org.jline.utils.AttributedStyle.DEFAULT) pieces[text.substring(i, end).trim()] = code
            i = end
        }
        pieces
    }

    def "words, live names, text, numbers, comments and keywords differ"() {
        expect:
        styled("netns('red')")['netns'] == '1'
        styled("link lo")['lo'] == '35'
        styled("netns 'blue'")["'blue'"] == '35'
        styled("netns 'red'")["'red'"] == '32'
        styled('x = 42')['42'] == '36'
        styled('1 // why')['// why'] == '2'
        styled('def x = 1')['def'] == '34'
        styled('nat.clear()').keySet().containsAll(['nat', 'clear'])
    }

    def "an unknown name is red once more text follows it"() {
        expect:
        styled('nope(1)')['nope'] == '31'
        styled('nope') == [:]
        !styled('nope = 1').containsKey('nope')
        !styled('mine(1)').containsKey('mine')
        !styled('String s').containsKey('String')
        !styled("bridge br0 { port 'x' }").containsKey('port')
    }

    def "text that is not closed yet is text"() {
        expect:
        styled("netns 'bl")["'bl"] == '32'
        styled('"""a\nb')['"""a\nb'] == '32' || styled('"""a\nb').values().toSet() == ['32'] as Set
    }

    def "the bracket at the cursor and its partner stand out"() {
        expect:
        styled('f(a[1])', 7).findAll { it.value == '4;1' }.keySet() == ['(', ')'] as Set
        styled('1)', 2)[')'] == '31'
        styled('(a', 1) == [:]
    }

    def "nothing that can be typed breaks it: #text"() {
        when:
        styled(text, text.length())
        then:
        noExceptionThrown()
        where:
        text << ['', "'", '"', '"${', '/*', '\\', '\u0000', '😀 lo', "'😀", '$/x', '}}}', 'a.b.', '#!/x', '@', '1..', "'''", '\n\n', '"$']
    }
}
