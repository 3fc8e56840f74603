package nsx.repl.prompt

import java.time.Duration
import nsx.dsl.compile.Engine
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.repl.complete.Completion
import nsx.repl.complete.LiveSession
import nsx.test.Fresh
import spock.lang.Specification

/** The prompt's text against the kernel. */
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
        final Session session = Session.live(new Engine(Words.vocabulary()))
        int operations = 0

        Prompting() {
            def live = session.executor()
            session.executeWith { operations++; live.run(it) }
        }

        Object eval(String text) {
            session.eval(new Source('test', text))
        }

        /** The rows of a word's table; none where this kernel lacks what it lists. */
        Collection rowsOf(String word) {
            try {
                eval("$word()") as Collection
            } catch (NsxException e) {
                assert e.exitCode() == ExitCode.UNSUPPORTED : word
                []
            }
        }

        String prompt(String kind, boolean root) {
            PromptText.text(kind, PromptText.context(session), '', Duration.ZERO, root)
        }

        List<String> proposals(String text) {
            new Completion(session.vocabulary(), LiveSession.of(session)).of(text)*.text()
        }
    }

    def "the prompt names the context where it is not the host's"() {
        expect:
        fresh {
            assert prompt('', true) == 'nsx# '
            assert prompt('rootless', true) == 'nsx rootless# '
            assert prompt('', false) == 'nsx> '
            eval("enter netns('blue')")
            assert prompt('', false) == 'nsx net:blue> '
            eval('leave()')
            assert prompt('', false) == 'nsx> '
        }
    }

    def "namespaces of one process are told of together"() {
        expect:
        fresh {
            eval("job = unshare('net', 'ipc', 'uts') { spawn 'sleep 1000' }; enter(pid: job.pid, only: ['net', 'ipc', 'uts'])")
            assert prompt('', false) == "nsx net,ipc,uts:pid ${eval('job.pid')}> "
            eval('leave(); job.kill(9).wait()')
        }
    }

    def "namespaces that were entered together keep their own names"() {
        expect:
        fresh {
            eval("enter netns('a'), ipcns('x')")
            assert prompt('', false) == 'nsx net:a ipc:x> '
            eval('leave()')
            assert prompt('', false) == 'nsx> '
        }
    }
}
