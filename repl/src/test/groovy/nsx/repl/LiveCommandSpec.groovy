package nsx.repl

import groovy.json.JsonSlurper
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Specification

/** The command on the kernel, in fresh namespaces. */
class LiveCommandSpec extends Specification {
    def "--trace prints each operation in words, as a command line and as a kernel request"() {
        expect:
        Fresh.call {
            def run = Captured.run('--trace', '-e', "netns('a') { lo.up() }; null")
            assert run.code == 0
            assert run.out == ''
            assert run.err.contains('make network namespace a\n    # ip netns add a\n    unshare(CLONE_NEWNET), ')
            assert run.err.contains('a: set lo up\n    # ip link set dev lo up\n    RTM_NEWLINK ')
                || run.err =~ /a: .*lo.*\n    # ip .*lo.*up\n    RTM_/
            true
        }
    }

    def "a changing line of a script prints nothing, an asking one its answer"() {
        expect:
        Fresh.call {
            def run = new Captured.Setup().input("netns 'a'\nnetns()\n").run('-')
            assert run.out.readLines()*.split(/\s+/)*.first() == ['name', 'a']
            true
        }
    }

    def "--json has the table's columns"() {
        expect:
        Fresh.call {
            Peer.run('ip netns add a')
            def rows = new JsonSlurper().parseText(Captured.run('--json', '-e', 'netns()').out)
            assert rows*.name == ['a']
            assert rows[0].path == '/run/netns/a'
            true
        }
    }

    def "an error in a thread of a script is printed like any other, and the script fails"() {
        expect:
        Fresh.call {
            def run = new Captured.Setup().input("Thread.start { link 'nothing' }.join()").run('-')
            assert run.err.startsWith('stdin:1: there is no device nothing\n')
            assert !run.err.contains('\tat ')
            assert run.code == 1
            true
        }
    }

    def "nothing remains after --sandbox"() {
        expect:
        Fresh.call {
            assert Captured.run('--sandbox', '-e', "netns 'a'; netns()*.name").out == 'a\n'
            assert Peer.run('ip netns') == ''
            assert Peer.run('ls /run') == ''
            true
        }
    }

    def "--sandbox has its own processes, clocks, devices and mounts"() {
        expect:
        Fresh.call {
            def run = Captured.run('--sandbox', '--json', '-e', '''
                hostname 'lab'
                time.boottime += 1.day
                sh 'mount -t tmpfs tmpfs /mnt'
                def job = spawn 'sleep 100'
                assert enter(pid: job.pid) { here.net } == here.net
                sh "kill $job.pid"
                job.wait()
                [ps()*.pid.min(), here == host, output('cut -d. -f1 /proc/uptime') as long > 86400, output('ls /sys/class/net'),
                 output('findmnt -no FSTYPE /mnt'), output('hostname'), ping('127.0.0.1', count: 1).received]'''.stripIndent())
            assert run.err == ''
            assert new JsonSlurper().parseText(run.out) == [1, false, true, 'lo', 'tmpfs', 'lab', 1]
            assert Peer.run('findmnt -no FSTYPE /mnt || true') == ''
            assert Peer.run('hostname') != 'lab'
            true
        }
    }

    def "names with escape sequences reach no terminal"() {
        expect:
        Fresh.call {
            Peer.run("ip link add \"\$(printf 'a\\033[2J')\" type bridge")
            def out = Captured.run('-e', 'links()').out
            assert out.contains('a\\x1b[2J') && !out.contains('\u001b')
            true
        }
    }
}
