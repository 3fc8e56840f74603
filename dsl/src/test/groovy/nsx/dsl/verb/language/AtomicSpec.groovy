package nsx.dsl.verb.language

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

class AtomicSpec extends LiveSpec {
    def 'an error takes everything back, newest first, and says so'() {
        given:
        def before = NetworkDump.dump()
        def host = eval('hostname()')

        when:
        eval("""atomic {
    netns 'a'
    veth 'a:x', 'y'
    netns('a') { link('x').up(); address '10.0.0.1/24', dev: 'x'; nat.masquerade '10.0.0.0/24' }
    hostname 'other'
    shm(0x77).write 'content'
    sysctl 'net.ipv4.ip_forward', 1
    address '10.0.0.300/24', dev: 'y'
}""")

        then:
        thrown(NsxException)
        notices.size() == 1
        notices[0] ==~ /atomic has taken back its \d+ changes/
        NetworkDump.unchanged(before)
        eval('hostname()') == host
        !eval('shm(0x77).exists()')
        eval("sysctl 'net.ipv4.ip_forward'").toString() == '0'
        operations.last().prose() == 'delete network namespace a'
    }

    def 'a block inside is a savepoint'() {
        when:
        eval("""atomic {
    bridge br0
    try { atomic { bridge br1; assert false } } catch (AssertionError e) { }
    bridge br2
}""")

        then:
        eval("links(kind: 'bridge')*.name") == ['br0', 'br2']

        when:
        eval("""try { atomic {
    bridge br3
    atomic { bridge br4 }
    assert false
} } catch (AssertionError e) { }""")

        then:
        eval("links(kind: 'bridge')*.name") == ['br0', 'br2']
    }

    def 'its value is that of the block, and what asks prints'() {
        when:
        eval("atomic { link 'lo' }.name")
        eval("atomic { links() }")

        then:
        answers.size() == 2
        answers[1]*.name == ['lo']
        notices == []
    }

    def 'a program that was started is ended'() {
        when:
        eval("""try { atomic {
    job = spawn 'sleep 1000'
    netns 'a'
    assert false
} } catch (AssertionError e) { }
""")

        then:
        !eval('jobs()').any { it.alive }
        eval('netns()*.name') == []
    }

    def 'what a program did is named'() {
        when:
        eval("atomic { sh 'true'; bridge br0; sh 'false' }")

        then:
        thrown(NsxException)
        eval("links(kind: 'bridge')") == []
        notices == ['atomic has taken back its 2 changes, but not all',
                    'not taken back: run /bin/sh -c true: nothing takes it back']
    }

    def 'what is gone or refuses is said with the line that does it by hand'() {
        when:
        eval("atomic { netns 'a'; netns('a') { bridge br0; link('br0').rename('br9') }; sh 'ip -n a link set br9 name br7'; assert false }")

        then:
        thrown(AssertionError)
        notices.any { it.startsWith('not taken back: rename br0 to br9: ') }
        eval('netns()*.name') == []
    }

    def 'a refusal of the kernel is said in its words'() {
        when:
        eval("veth 'x', 'y'; atomic { delete link: 'y'; sh 'ip link add y type bridge'; assert false }")

        then:
        thrown(AssertionError)
        notices.any { it.startsWith('not taken back: delete y: add veth y: File exists (EEXIST); by hand: ') }
    }

    def 'namespaces that were deleted come back with what they had'() {
        given:
        eval("netns 'a'; netns 'b'; veth 'a:x', 'b:y'; netns('a') { link('x').up(); address '10.0.0.1/24', dev: 'x' }")
        def before = NetworkDump.dump()

        when:
        eval("atomic { delete netns: 'a'; delete netns: 'b'; assert false }")

        then:
        thrown(AssertionError)
        notices.findAll { !it.contains('do not come back') } == ['atomic has taken back its 4 changes, but not all']
        NetworkDump.unchanged(before)
    }

    def 'a deleted namespace with a cable comes back at once, and can be made anew at once'() {
        given:
        eval("netns 'a'; veth 'a:x', 'y'; link('y').up(); netns('a') { link('x').up(); address '10.0.0.1/24', dev: 'x' }")
        def before = NetworkDump.dump()

        when: 'the kernel has not yet removed the pair'
        eval("atomic { delete netns: 'a'; assert false }")

        then:
        thrown(AssertionError)
        notices.findAll { !it.contains('do not come back') } == ['atomic has taken back its 2 changes, but not all']
        NetworkDump.unchanged(before)

        expect:
        changes("delete netns: 'a'; netns 'a'; veth 'y', 'a:x'; delete netns: 'a'; netns 'a'; veth 'a:z', 'y'").takeRight(1) == ['make veth a:z and y']
    }

    def "an end of somebody else's namespace stays, and its name is in use"() {
        given:
        eval("veth 'x', 'y'")
        def process = ['unshare', '--net', 'sh', '-c', 'echo ready; exec cat'].with { new ProcessBuilder(it as List<String>).start() }
        process.inputReader().readLine()
        peer("ip link set x netns ${process.pid()}")

        when:
        eval("netns 'a'; veth 'a:x', 'y'")

        then:
        def e = thrown(NsxException)
        e.reason() =~ /^y exists and its other end is /

        cleanup:
        process.outputStream.close()
        process.waitFor()
        [process.inputStream, process.errorStream]*.close()
    }

    def 'what was made in fresh namespaces went with them'() {
        when:
        eval("atomic { unshare('net') { bridge br0 }; assert false }")

        then:
        thrown(AssertionError)
        notices == ['atomic has taken back its 2 changes']
    }

    def 'after it was done it is a line that can be taken back'() {
        given:
        session.keepDefinitions()
        def before = NetworkDump.dump()
        eval("atomic { netns 'a'; bridge br0 }")

        when:
        eval('undo()')

        then:
        NetworkDump.unchanged(before)
    }

    def 'a plan of it is a plan of its lines'() {
        expect:
        eval("plan { atomic { netns 'a'; bridge br0 } }").commands == ['ip netns add a', 'ip link add name br0 type bridge']
    }
}
