package nsx.repl.render

import spock.lang.Specification

class AsciiSpec extends Specification {
    def 'as many characters as columns: #text'() {
        expect:
        Ascii.of(text) == plain
        Ascii.of(text).length() == Width.of(text)

        where:
        text          || plain
        'veth1'       || 'veth1'
        'köln'        || 'k?ln'
        '漢x'          || '??x'
        'a\u0301'     || 'a'
        '│ a… ─'      || '| a~ -'
    }
}
