package nsx.repl.prompt

import nsx.dsl.Session
import nsx.dsl.compile.Engine
import nsx.dsl.compile.Source
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Specification

/** Completion and the prompt's text against the kernel: they look, and change nothing. */
class LivePromptSpec extends Specification {
    static void fresh(@DelegatesTo(strategy = Closure.DELEGATE_FIRST, value = Prompting) Closure<?> test) {
        Fresh.call {
            def prompting = new Prompting()
            try {
                def copy = test.rehydrate(prompting, test.owner, test.thisObject)
                copy.resolveStrategy = Closure.DELEGATE_FIRST
                copy()
            } finally {
                prompting.session.close()
            }
            null
        }
    }

    static class Prompting {
        final Session session = Session.live(new Engine())
        int operations = 0

        Prompting() {
            def live = session.executor()
            session.executeWith { operations++; live.run(it) }
        }

        Object eval(String text) {
            session.eval(new Source('test', text))
        }

        List<String> proposals(String text) {
            new Completion(session).of(text)*.text()
        }
    }

    def "words, live devices and live namespaces stand at the start"() {
        expect:
        fresh {
            Peer.run('ip netns add blue')
            def all = proposals('')
            assert 'netns' in all && 'ping' in all && 'lo' in all && 'blue' in all
            assert operations == 0
        }
    }

    def "an argument is completed by what it is"() {
        expect:
        fresh {
            Peer.run('ip netns add blue')
            assert 'blue' in proposals("netns '")
            assert !('ping' in proposals("netns '"))
            assert 'count:' in proposals("ping '1.1.1.1', ")
            assert 'help' in proposals('help ')
        }
    }

    def "TAB evaluates nothing, not even what stands before the dot"() {
        expect:
        fresh {
            def members = proposals("netns('never').")
            assert 'inode' in members
            assert Peer.run('ip netns') == ''
            assert operations == 0
        }
    }

    def "a word that is a value by itself has members, its parents' included"() {
        expect:
        fresh {
            assert proposals('shm.').containsAll(['shm.size', 'shm.write(', 'shm.read(', 'shm.remove('])
            assert proposals("msg(0x1234).").containsAll(['count', 'send(', 'receive(', 'exists('])
            assert Peer.run('ipcs -m | grep -c 0x || true') == '0'
            assert operations == 0
        }
    }

    def "the prompt names the context where it is not the host's"() {
        expect:
        fresh {
            assert PromptText.of(session, '', true) == 'nsx# '
            assert PromptText.of(session, 'rootless', true) == 'nsx rootless# '
            assert PromptText.of(session, '', false) == 'nsx> '
            eval("enter netns('blue')")
            assert PromptText.of(session, '', false) == 'nsx net:blue> '
            eval('leave()')
            assert PromptText.of(session, '', false) == 'nsx> '
        }
    }
}
