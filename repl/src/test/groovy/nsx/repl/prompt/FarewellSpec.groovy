package nsx.repl.prompt

import nsx.dsl.change.Ledger
import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Specification

/** What a session leaves, against the kernel: each line is given to a shell as it stands. */
class FarewellSpec extends Specification {
    /** What stays of these lines, and what is left when the shell has run what is behind each of it. */
    static List<List<String>> removed(String lines) {
        Fresh.call {
            def session = Session.live(new Engine(Words.vocabulary()))
            try {
                def ledger = new Ledger(session.executor(), session.host(), session.history())
                session.executeWith(ledger)
                session.eval(new Source('test', lines))
                def staying = Farewell.staying(session, ledger)
                staying.each { Peer.run(it.removal()) }
                [staying*.what(), Farewell.staying(session, ledger)*.what()]
            } finally {
                session.close()
            }
        }
    }

    def "names that mean something to a shell are removed, and no others"() {
        expect:
        removed(lines) == [staying, []]
        where:
        lines                                              || staying
        "netns 'q\$b'; netns 'q'"                          || ['network namespace q$b', 'network namespace q']
        "netns \"it's\"; netns 'w;id'"                     || ["network namespace it's", 'network namespace w;id']
        "veth 'a\"b', 'c\\\\d'; bridge '\$x'"              || ['veth a"b and c\\d', 'bridge $x']
        "utsns 'a b'.replace(' ', '&')"                    || ['UTS namespace a&b']
        "veth 'v', 'w'; address '10.0.0.1/24', dev: 'v'"   || ['veth v and w']
    }

    def "a limited number is shown, and the others are counted"() {
        when:
        def lines = Farewell.lines((1..32).collect { new Ledger.Made("thing $it", "rm $it") })
        then:
        lines.size() == 32
        lines[1] == '  thing 1   # rm 1'
        lines.last() == '  and 2 more'
        Farewell.lines([]) == []
    }
}
