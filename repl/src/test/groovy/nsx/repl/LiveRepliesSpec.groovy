package nsx.repl

import java.time.Duration
import nsx.dsl.change.Ledger
import nsx.dsl.compile.Engine
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.repl.inspect.Replies
import nsx.repl.output.Console
import nsx.repl.output.Pager
import nsx.repl.prompt.Evaluator
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Specification

/** What the prompt says to a line, in fresh namespaces: values, what was shown before, questions. */
class LiveRepliesSpec extends Specification {
    static class Prompt {
        final ByteArrayOutputStream out = new ByteArrayOutputStream()
        final Session session = Session.live(new Engine(Words.vocabulary()))
        final Replies replies = new Replies(new Captured.Setup().console(out, new ByteArrayOutputStream()), session)
        int operations = 0

        Prompt() {
            def live = session.executor()
            session.executeWith { operations++; live.run(it) }
        }

        String failure(String line) {
            try {
                say(line)
                return null
            } catch (NsxException e) {
                return e.message
            }
        }

        String say(String line) {
            out.reset()
            replies.to(new Source('prompt', line)) { }
            out.toString('UTF-8')
        }
    }

    static void at(@DelegatesTo(strategy = Closure.DELEGATE_FIRST, value = Prompt) Closure<?> test) {
        Fresh.call {
            def prompt = new Prompt()
            try {
                def copy = test.rehydrate(prompt, test.owner, test.thisObject)
                copy.resolveStrategy = Closure.DELEGATE_FIRST
                copy()
            } finally {
                prompt.session.close()
            }
            null
        }
    }

    def "a line that changes something says what was done, and its value is kept"() {
        expect:
        at {
            assert say("veth 'a', 'b'") == 'make veth a and b\n'
            assert say("bridge br0 { port 'b'; up() }") == 'make bridge br0, put b into br0, set br0 up\n'
            assert say("bridge br0 { port 'b'; up() }") == 'nothing to do\n'
            assert say('_.name') == 'br0\n'
            assert say("link('br0').up()") == 'nothing to do\n'
            assert say("link('br0').down()") == 'set br0 down\n'
            assert say("def x = link('br0').up()") == 'set br0 up\n'
            assert say("link('br0').mtu = 1400") == 'set mtu of br0 to 1400\n'
            assert say("link('a').delete()") == 'delete a\n'
            assert say("links().size()") == '2\n'
            assert say("link('br0').down(); links()*.name") == 'lo\nbr0\n'
            assert say("link('br0').up(); links(); link('br0').delete()") == 'set br0 up, delete br0\n'
            assert say("listen 8099").contains("local:    [::]:8099\n")
            assert say("sh 'true'") == ''
            assert say("for (i in 1..60) { veth \"x\$i\", \"y\$i\" }") =~ /^make veth x1 and y1, .* and \d+ more\n$/
        }
    }

    def "_ is the last value that was shown, out[n] the n-th"() {
        expect:
        at {
            assert say('20 + 1') == '21\n'
            assert say('x = 5') == ''
            assert say('_ * 2') == '42\n'
            assert say('out[1] + out[-1]') == '63\n'
            assert say('out') == '''\
n  line              value
1  20 + 1               21
2  _ * 2                42
3  out[1] + out[-1]     63
'''
            assert say('_') == '63\n'
        }
    }

    def "only the last hundred are kept"() {
        expect:
        at {
            120.times { assert say("$it + 0") == "$it\n" }
            assert say('out.size()') == '100\n'
            assert failure('out[3]') == 'there is no result 3'
        }
    }

    def "a question shows a word's page or a value, and does nothing"() {
        expect:
        at {
            say("netns 'a'")
            operations = 0
            assert say('veth?').startsWith('veth A, B')
            assert say('nat?').contains('nat.clear')
            assert say('lo?').startsWith('lo is a Link\n    index:      1\n')
            assert say("link('lo')?").contains('can be set\n')
            assert say('lo.mtu?').readLines()[0] == 'lo.mtu is a number'
            assert say("netns('a')?").startsWith("netns('a') is a Namespace")
            assert say("netns('a').lo.mtu?") == "netns('a').lo.mtu is a number\n    65536\n"
            assert say("bridge('b')?").startsWith('bridge ')
            assert say("unshare('net')?").startsWith('unshare')
            assert failure("netns('b')?") == 'there is no network namespace b'
            assert failure('netnz?') == "nothing here is called 'netnz'"
            assert failure('lo.nmae?') == "a Link has no fact 'nmae'"
            assert operations == 0
            assert Peer.run('ip netns list').trim() == 'a'
        }
    }

    def "a question of an expression shows its result, and refuses to change anything"() {
        expect:
        at {
            say("netns 'a'\nls = links()")
            operations = 0
            assert say('links()[0]?').startsWith('links()[0] is a Link\n    index:      1\n')
            assert say('links()[0]?').contains('methods\n')
            assert say('links()?').startsWith('links() is a table of index, name')
            assert say("netns('a').links()?").startsWith("netns('a').links() is a table of index, name")
            assert say('[1, 2]?').startsWith('[1, 2] is a list, 2 elements')
            assert say('5?').startsWith('5 is a number')
            assert say('ls.first()?').startsWith('ls.first() is a Link')
            assert say('ls.find { it.mtu == 1 }?') == 'ls.find { it.mtu == 1 } is null\n'
            assert failure("veth('p', 'q')?") == "a question must not change anything, but 'veth' does"
            assert failure("sh('touch /tmp/x').toString()?") == "a question must not change anything, but 'sh' does"
            assert failure("netns('b').links()?") == 'there is no network namespace b'
            assert failure("[netns('b')]?").startsWith('a question must not change anything, but ')
            assert failure('ls[0].up()?') == 'a question must not change anything, but this would set lo up'
            assert operations == 0
            assert Peer.run('ip netns list').trim() == 'a'
            assert say('links()[0].name') == 'lo\n'
            assert say('_?').startsWith('_ is text')
        }
    }

    def "no getter of a class that is not nsx's is called"() {
        expect:
        at {
            say('class Trap { def getX() { new File("/nowhere/trap").createNewFile() } }\nt = new Trap()')
            assert failure('t.x?') == "a Trap has no fact 'x'"
        }
    }

    def "a block that ends with a property or a variable asks, unless something in it changes"() {
        expect:
        Fresh.call { new Captured.Setup().input(script).run('-').out } == printed
        where:
        script                                                  | printed
        "netns('b') { lo.mtu }"                                 | '65536\n'
        "netns('b') { unshare('uts') { lo.mtu } }"              | '65536\n'
        "def b = netns('b')\nb { lo.mtu }"                      | '65536\n'
        "netns('b') { lo.up(); lo.mtu = 1400; [lo.mtu] }"       | ''
        "[1, 2].collect { lo.mtu }"                             | ''
        "netns('b') { def x = lo.mtu }"                         | ''
    }

    def "the time in which an answer is read in a pager does not count"() {
        expect:
        Fresh.call {
            def tty = [isTerminal: { int descriptor -> descriptor > 0 }, columns: { 80 }, rows: { 5 }] as Console.Tty
            def none = new ByteArrayOutputStream()
            def console = new Console(InputStream.nullInputStream(), none, none, [TERM: 'xterm', NSX_PAGER: 'cat > /dev/null; sleep 1'], tty)
            def evaluator = new Evaluator()
            def session = evaluator.call { Session.live(new Engine(Words.vocabulary())) }
            try {
                def evaluation = new Evaluation(console, evaluator, session, new Ledger(session.executor(), session.host(), session.history()), false)
                def begun = System.nanoTime()
                assert evaluation.evaluate('(1..20).toList()') == 0
                def all = Duration.ofNanos(System.nanoTime() - begun)
                assert evaluation.reading() >= Duration.ofSeconds(1)
                assert evaluation.took() <= all - evaluation.reading()
            } finally {
                def worker = evaluator.call {
                    session.close()
                    Thread.currentThread()
                }
                evaluator.close()
                worker.join()
            }
            true
        }
    }

    def "which pager"() {
        expect:
        Pager.command(environment + [TERM: 'xterm']).orElse('none') == pager
        where:
        environment                       | pager
        [:]                               | 'less'
        [PAGER: 'more -s']                | 'more -s'
        [PAGER: 'cat']                    | 'none'
        [PAGER: '']                       | 'none'
        [PAGER: 'more', NSX_PAGER: 'cat'] | 'none'
        [PAGER: 'cat', NSX_PAGER: 'less'] | 'less'
    }

    def "a dumb terminal has none"() {
        expect:
        Pager.command([TERM: 'dumb']).empty
        Pager.command([:]).empty
    }
}
