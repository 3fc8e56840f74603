package nsx.dsl.plan

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** What later lines of a plan find of earlier ones, beyond networks: IPC objects and what is in them, mounts, names, clocks, groups. */
class PlannedSpec extends LiveSpec {
    Plan plan(String lines) {
        def before = operations.size()
        def plan = eval("plan {\n$lines\n}") as Plan
        assert operations.size() == before
        plan
    }

    def "shared memory is read as earlier lines of the plan leave it"() {
        when:
        def plan = plan('''
            ipcns('x') {
                assert !shm.exists()
                shm.write 'hi'
                assert shm.read() == 'hi' && shm.size == 255
                shm.write 'hi'
                shm.write 'ho', offset: 2
                assert shm.read() == 'hiho'
                assert ipcs()*.kind == ['shm'] && ipcs()*.size == [255] && ipcs()*.id == [null]
                assert ipcs()[0].value.read() == 'hiho'
                shm.remove()
                assert !shm.exists() && ipcs().empty
            }
            assert !shm.exists()
        ''')

        then:
        plan.unresolved == []
        plan*.does.collect { it.replaceAll(/0x\w+/, 'KEY') } == [
            'make IPC namespace x', 'make shared memory segment KEY of 255 bytes', 'write 3 bytes to shared memory segment KEY',
            'write 3 bytes to shared memory segment KEY', 'remove shared memory segment KEY']
        plan*.where == ['host', 'x', 'x', 'x', 'x']
    }

    def "existing content is seen through what the plan writes over it"() {
        given:
        eval("shm(1).write 'there'\nshm(2).write 'other'\nsem(3, count: 2).values = [1, 2]\nmq('/q').create()")

        when:
        def plan = plan('''
            assert shm(1).read() == 'there'
            shm(1).write 'T'
            assert shm(1).read() == 'T' && shm(1).read(offset: 2) == 'ere' && shm(2).read() == 'other'
            shm(2).remove()
            assert !shm(2).exists()
            sem(3).op(1, -2)
            assert sem(3).values == [1, 0]
            sem(3).values = [5, 5]
            assert sem(3)[1] == 5
            mq('/q').send 'x'
            assert mq('/q').count == 1 && mq()*.count == [1]
            assert mq('/q').receive() == 'x'
            assert ipcs()*.kind == ['shm', 'sem', 'mq']
        ''')

        then:
        plan.unresolved == []
        eval('shm(1).read() + shm(2).read()') == 'thereother'
        eval('sem(3).values') == [1, 2]
        eval("mq('/q').count") == 0
    }

    def "messages that the plan sends are those that it receives"() {
        when:
        def plan = plan('''
            msg(1).send 'one'
            msg(1).send 'two', type: 2
            msg(1).send 'three', type: 3
            assert msg(1).count == 3 && msg(1).size == 11
            assert msg(1).receive(type: 2) == 'two'
            assert msg(1).receive(type: -3) == 'one' && msg(1).take().type == 3
            assert msg(1).receive(wait: false) == null && msg(1).count == 0
            mq('/jobs').send 'later'
            mq('/jobs').send 'soon', priority: 3
            assert mq('/jobs').take().priority == 3
            assert mq('/jobs').receive() == 'later'
            assert mq('/jobs').receive(timeout: 1.second) == null
            mq('/jobs').remove()
            assert !mq('/jobs').exists()
            sem(1, count: 1).value = 1
            sem(1).op(-1)
            assert sem(1).value == 0
        ''')

        then:
        plan.unresolved == []
        plan*.does.count { it.startsWith('receive') } == 7
        eval('ipcs()').empty
    }

    def "what only receiving would show is said to be so, and the plan goes on"() {
        given:
        eval("msg(1).send 'secret'\nmq('/q').send 'secret'")

        when:
        def plan = plan('''
            msg(1).send 'mine'
            assert msg(1).count == 2
            def first = msg(1).receive()
            mq('/q').receive()
            assert msg(1).count == 1
            println first
            assert ipcs().findAll { it.kind == 'msg' }*.count == [null]
            bridge 'b'
        ''')

        then:
        plan.unresolved == [
            'line 5: the messages in an existing queue, which only a receiver sees',
            'line 6: the messages in an existing queue, which only a receiver sees',
            'line 7: the number and size of messages that the plan leaves in message queue 0x00000001']
        plan*.does.last() == 'make bridge b'
    }

    def "what the kernel would refuse of an object is refused: #lines"() {
        when:
        plan(lines)

        then:
        def e = thrown(NsxException)
        "$e.message: $e.reason" == says

        where:
        lines                                                    | says
        "shm(1).write 'x'\nshm(1).write('y' * 300)"              | 'cannot write 301 bytes to shared memory segment 0x00000001: it has 255 bytes; nothing was written'
        "unshare('ipc') { shm(1, size: 2).write 'xyz' }"         | 'cannot write 4 bytes to shared memory segment 0x00000001: it has 2 bytes; nothing was written'
        "sem(1, count: 1)\nsem(1, count: 2)"                     | 'set of semaphores 0x00000001 exists with 1 semaphores, not 2: the number of a set\'s semaphores cannot change'
        "sem(1, count: 1)\nsem(1).op(wait: false, -1)"           | 'cannot take 1 from semaphore 0 of 0x00000001: its value is 0: Resource temporarily unavailable (EAGAIN)'
        "msg(1).create()\nmsg(1).send('x' * 9000, wait: false)"  | 'cannot send a message of 9000 bytes and type 1 to message queue 0x00000001: it is too long: a message has at most 8192 bytes (EINVAL)'
        "mq('/q', maxMessages: 1).send 'x'\nmq('/q').send 'y', wait: false" | 'cannot send a message of 1 byte and priority 0 to POSIX queue /q: the queue is full: Resource temporarily unavailable (EAGAIN)'
    }

    def "a wait that no line of the plan ends is unresolved"() {
        expect:
        plan("msg(1).create()\nmsg(1).receive()").unresolved == ['line 3: it waits for a change that no line of the plan makes']
        plan("sem(1, count: 1)\nsem(1).op(-1)").unresolved == ['line 3: it waits for a change that no line of the plan makes']
    }

    def "mounts of the plan are found by its later lines, in fresh mount namespaces too"() {
        when:
        def plan = plan('''
            unshare('mnt') {
                2.times { mount 'tmpfs', on: '/media', type: 'tmpfs', options: 'size=1m' }
                assert mounts(under: '/media')*.type == ['tmpfs']
                mount 'tmpfs', on: '/media', type: 'tmpfs', options: 'size=2m'
                mount bind: '/etc', on: '/opt', readonly: true
                mount bind: '/etc', on: '/opt', readonly: true
                assert mounts(under: '/opt')[0].readonly
                umount '/opt'
                assert mounts(under: '/opt').empty
                unshare('mnt') { assert mounts(under: '/media')*.type == ['tmpfs'] }
            }
            assert mounts(under: '/media').empty
        ''')

        then:
        plan.unresolved == []
        plan*.does == ['make a fresh mount namespace', 'mount tmpfs on /media', 'change the mount on /media to size=2m', 'show /etc at /opt',
                       'unmount /opt', 'make a fresh mount namespace']
        plan.effects == [:]
    }

    def "a path leads through the bind mounts of the plan, and what is in a new file system is not known"() {
        when:
        def plan = plan('''
            unshare('mnt') {
                mount bind: '/etc', on: '/media'
                mount bind: '/media/hostname', on: '/media/group'
                assert shm(path: '/media/passwd').key == shm(path: '/etc/passwd').key
                mount 'tmpfs', on: '/media', type: 'tmpfs'
                mount 'tmpfs', on: '/media/sub', type: 'tmpfs'
            }
        ''')

        then:
        plan*.does == ['make a fresh mount namespace', 'show /etc at /media', 'show /media/hostname at /media/group', 'mount tmpfs on /media']
        plan.unresolved == ['line 8: mount: the content of /media/sub, where the plan mounts a tmpfs']
    }

    def "a fresh namespace begins with its maker's name and clocks"() {
        given:
        eval("hostname 'web'")

        when:
        def plan = plan('''
            def outside = hostname()
            unshare('uts') {
                assert hostname() == outside
                hostname outside
                hostname 'inner'
                unshare('uts') { assert hostname() == 'inner' }
            }
            assert hostname() == 'web'
            utsns('u') { assert hostname() == 'web' }
            time.boottime += 1.day
            timens('later') { boottime += 1.hour }
            assert timens('later').offsets.boottime == 25.hours
        ''')

        then:
        plan.unresolved == []
        plan*.does.count('set the hostname to web') == 0
        plan*.does.contains('set the hostname to inner')
    }

    def "control groups of the plan are found by its later lines"() {
        when:
        def plan = plan('''
            cgroup('nsx-planned') { pids 20 }
            cgroup('nsx-planned') { pids 20 }
            assert cgroup('nsx-planned').pids == 20
            delete cgroup: 'nsx-planned'
        ''')

        then:
        plan.unresolved == []
        plan*.does == ['make control group nsx-planned', 'set pids of nsx-planned to 20', 'delete control group nsx-planned']
    }
}
