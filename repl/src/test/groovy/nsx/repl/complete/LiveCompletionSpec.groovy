package nsx.repl.complete

import static nsx.repl.prompt.LivePromptSpec.fresh

import nsx.dsl.verb.Words
import nsx.dsl.word.Parameter.Position
import nsx.test.Peer
import spock.lang.Specification

/** Completion against the kernel: it reads the namespaces that a line speaks of, and changes nothing. */
class LiveCompletionSpec extends Specification {
    def "words, live devices and live namespaces stand at the start"() {
        expect:
        fresh {
            Peer.run('ip netns add blue')
            def all = proposals('')
            assert 'netns' in all && 'ping' in all && 'lo' in all && 'blue' in all
            assert operations == 0
        }
    }

    def "an argument is completed by its type"() {
        expect:
        fresh {
            Peer.run('ip netns add blue')
            assert 'blue' in proposals("netns '")
            assert !('ping' in proposals("netns '"))
            assert 'count:' in proposals("ping '1.1.1.1', ")
            assert 'help' in proposals('help ')
        }
    }

    def "devices are those of the namespace that the line speaks of"() {
        expect:
        fresh {
            Peer.run('ip netns add a && ip netns add b && ip -n a link add da type ifb && ip -n b link add db type ifb'
                + ' && ip link add dh type ifb')
            eval("n = netns 'a'")
            for (text in ["netns('a') { link '", "netns('a').link('", "n.link '", "n { link '", "def x = netns 'a'\nx.link '",
                    "netns a { link '", "netns('b') { netns('a') { link '", "netns('b') { n { link '", "netns('a?*') { link '",
                    "netns('[a]') { link '", "netns(path: '/run/netns/a') { link '", "ns(${eval('n.inode')}) { link '",
                    "enter(netns('a')) { link '", "enter netns('a'), { link '", "a.link '", "netns('a') { host { n { link '"]) {
                def all = proposals(text)
                assert ('da' in all) == !text.contains("'a?*'") : text
                assert !('db' in all) && !('dh' in all) : text
            }
            assert 'dh' in proposals("netns('a') { host { link '")
            assert 'dh' in proposals("netns('a') { up() }; link '")
            assert 'a:da' in proposals("veth 'a:")
            assert !('a:db' in proposals("veth 'a:"))
            eval("enter netns('b')")
            assert 'db' in proposals("link '")
            assert 'dh' in proposals("host.link '")
            assert operations == 0
        }
    }

    def "the type of an element is read from an existing list, and that of a row from its word"() {
        expect:
        fresh {
            eval("ls = links()\nmixed = ['text', ls[0]]\nnone = []")
            assert 'mtu' in proposals('ls[0].') && 'mtu' in proposals('ls.first().') && 'mtu' in proposals('ls.each { it.')
            assert 'mtu' in proposals('mixed[-1].') && 'mtu' in proposals('mixed.last().')
            assert 'length(' in proposals('mixed[0].') && !('mtu' in proposals('mixed[0].'))
            assert proposals('none[0].') == [] && proposals('ls[99].') == []
            eval('class Trap extends AbstractList { Object get(int i) { throw new Error() }; int size() { throw new Error() } }\n'
                + 'trap = new Trap()')
            assert proposals('trap[0].') == [] && proposals('trap.first().') == [] && proposals('trap.each { it.') == []
            def others = ['nat.rules', 'undo', 'gc', 'conntrack.watch']
            def alone = { verb -> verb.parameters().every { it.place() != Position.REQUIRED } }
            session.vocabulary().verbs().findAll { it.row() != Object && !(it.name() in others) && alone(it) }.each { verb ->
                assert rowsOf(verb.name()).every { verb.row().isInstance(it) } : verb.name()
            }
            assert operations == 0
        }
    }

    def "a missing namespace is not made, and nothing is proposed for it"() {
        expect:
        fresh {
            Peer.run('ip link add dh type ifb && mkdir -p /run/netns && touch /run/netns/stale')
            assert proposals("netns('never') { link '") == []
            assert proposals("netns('stale') { link '") == []
            assert proposals("unshare('net') { link '") == []
            assert proposals("netns(pid: 99999999) { link '") == []
            assert proposals("container('never') { link '") == []
            assert Peer.run('ls /run/netns') == 'stale'
            assert operations == 0
        }
    }

    def "TAB evaluates nothing, not even what stands before the dot"() {
        expect:
        fresh {
            def members = proposals("netns('never').")
            assert 'inode' in members
            assert Peer.run('ip netns') == ''
            eval('class Loud { def getNoise() { throw new Error() } ; def shout() { } ; String toString() { throw new Error() } }\n'
                + 'loud = new Loud()\nmap = [key: new Loud()]\n'
                + 'odd = new AbstractMap() { Set entrySet() { throw new Error() } }')
            assert proposals('loud.').containsAll(['noise', 'shout('])
            assert 'key' in proposals('map.')
            assert proposals('odd.') != []
            assert 'loud' in proposals('')
            assert operations == 0
        }
    }

    def "a word that is a value by itself has members, its parents' included"() {
        expect:
        fresh {
            assert proposals('shm.').containsAll(['size', 'write(', 'read(', 'remove('])
            assert proposals('shm.').intersect(['removed(', 'removal(', 'name(', 'facts(', 'invokeMethod(']) == []
            assert proposals("msg(0x1234).").containsAll(['count', 'send(', 'receive(', 'exists('])
            assert Peer.run('ipcs -m | grep -c 0x || true') == '0'
            assert operations == 0
        }
    }

    def "addresses, keys, kernel parameters, processes and files are those of the namespaces in question"() {
        expect:
        fresh {
            Peer.run('ip netns add a && ip -n a link set lo up && ip -n a link add da type ifb && ip -n a link set da up'
                + ' && ip -n a addr add 10.7.0.3/24 dev da && ip -n a route add default via 10.7.0.254')
            Peer.run('ipcmk -M 64 >/dev/null')
            def key = Peer.run("ipcs -m | awk '/^0x/ {print \$1}'")
            assert proposals("netns('a') { address '").containsAll(['10.7.0.4/24', '10.7.0.3/24'])
            assert '10.7.0.254' in proposals("netns('a') { ping '")
            assert '10.7.0.3' in proposals("route 'default', via: '")
            assert key in proposals('shm(')
            assert !(key in proposals("unshare('ipc') { shm("))
            assert 'net.ipv4.conf.da.' in proposals("netns('a') { sysctl 'net.ipv4.conf.")
            assert !('net.ipv4.conf.da.' in proposals("sysctl 'net.ipv4.conf."))
            assert 'da.' in proposals("netns('a') { sysctl.net.ipv4.conf.")
            assert 'da.' in proposals("netns('a').sysctl.net.ipv4.conf.")
            def pid = ProcessHandle.current().pid().toString()
            assert proposals('netns pid: ' + pid) == [pid]
            assert '/etc/passwd' in proposals("netns path: '/etc/pass")
            assert '/etc/' in proposals("netns path: '/et")
            assert 'root' in proposals("ps user: '")
            assert 'proc' in proposals("mount 'x', type: '")
            assert 'lab/star' in proposals("include '")
            assert '--down' in proposals("include 'lab/star', '")
            assert operations == 0
        }
    }

    def "a name is there as soon as it is made, and gone as soon as it is deleted, though names are kept"() {
        expect:
        fresh {
            Peer.run('mkdir /run/netns')
            for (i in 0..<50) {
                Peer.run("touch /run/netns/n$i; [ $i -lt 25 ] || touch -d '1 hour ago' /run/netns")
                assert "n$i" as String in proposals("netns '")
            }
            Peer.run('rm /run/netns/n7')
            assert !('n7' in proposals("netns '"))
            assert proposals("netns '").size() == 49
        }
    }

    def "every word, every place in its examples and every half of a line changes nothing"() {
        expect:
        fresh {
            Peer.run('ip netns add a && ip -n a link add veth0 type veth peer name veth1')
            session.executeWith { throw new AssertionError('a change: ' + it) }
            for (verb in Words.vocabulary().verbs()) {
                for (example in verb.examples()*.script()) {
                    for (i in 0..example.length()) {
                        proposals(example.substring(0, i))
                    }
                }
                for (end in ['', ' ', '(', " '", "('", ".", '().', ' {', " 'never', ", " 'never' {\n", " 'never', { x.", '(never).']) {
                    proposals(verb.name() + end)
                    proposals("netns('a') { " + verb.name() + end)
                    proposals("netns('never') { " + verb.name() + end)
                    proposals("netns('a')." + verb.name() + end)
                }
            }
            assert Peer.run('ip netns | cut -d" " -f1') == 'a'
            assert Peer.run('ip -o link | wc -l') == '1'
        }
    }
}
