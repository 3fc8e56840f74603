package nsx.dsl.verb.ipc

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Peer
import spock.lang.Shared
import spock.lang.TempDir

/** Shared memory, with programs in C that do what the article's do. */
class SharedMemorySpec extends LiveSpec {
    static final String START = '''
        #include <stdio.h>
        #include <string.h>
        #include <sys/ipc.h>
        #include <sys/shm.h>
        int main(int count, char **arguments) {
            int id = shmget(ftok(".", 1), 255, 0666 | IPC_CREAT);
            char *text = shmat(id, NULL, 0);
        '''
    @Shared
    @TempDir
    Path programs

    def setupSpec() {
        compile('processA', START + 'strcpy(text, arguments[1]); return shmdt(text); }')
        compile('processB', START + 'puts(text); return shmdt(text); }')
    }

    private void compile(String name, String source) {
        Files.writeString(programs.resolve("${name}.c"), source)
        Peer.run("cc -o $programs/$name $programs/${name}.c")
    }

    def "programs in C read what nsx wrote"() {
        when:
        eval "shm.write '$text'"

        then:
        peer("$programs/processB") == text

        where:
        text << ['hello', 'Grüße, 世界 👋', 'x' * 254]
    }

    def "and nsx reads what they wrote"() {
        given:
        peer "$programs/processA 'Grüße, 世界'"

        expect:
        eval('shm.read()') == 'Grüße, 世界'
        eval('shm.size') == 255
        eval('shm.mode') == '0666'
        eval('shm.attached') == 0
    }

    def "an IPC namespace has its own, and the one outside stays as it is"() {
        given:
        eval "shm.write 'outside'"

        expect:
        eval("unshare('ipc') { shm.exists() }") == false
        eval("unshare('ipc') { shm.write 'inside'; [shm.read(), output('$programs/processB')] }") == ['inside', 'inside']
        eval('shm.read()') == 'outside'
        peer("$programs/processB") == 'outside'
    }

    def "words on a named IPC namespace act in it, as a block does"() {
        when:
        eval "shm.write 'outside'; ipcns 'x'; ipcns('x').shm.write 'inside'; ipcns('x').shm(0x1234, size: 8).write 'more'"

        then:
        eval("[shm.read(), ipcns('x').shm.read(), ipcns('x') { shm.read() }]") == ['outside', 'inside', 'inside']
        peer("nsenter --ipc=/run/nsx/ns/ipc/x $programs/processB") == 'inside'
        eval("ipcns('x').ipcs().size()") == 2
        eval("ipcns('x') { shm(0x1234).size }") == 8
        eval("ipcns('x').delete(shm: 0x1234); ipcns('x').ipcs()*.kind") == ['shm']

        when:
        eval "ipcns('x').msg(7).receive()"
        then:
        def e = thrown(NsxException)
        e.message ==~ /there is no message queue 0x00000007 in IPC namespace x \(ipc:\[\d+\]\)/

        when:
        eval "ipcns('x') { mq('/no').receive() }"
        then:
        e = thrown(NsxException)
        e.message ==~ /there is no POSIX queue \/no in IPC namespace x \(ipc:\[\d+\]\)/
    }

    def "a value acts in the namespace in which it was said"() {
        expect:
        eval("""
            def outside = shm(0x1234)
            unshare('ipc') { outside.write 'x'; shm(0x1234).exists() }
        """) == false
        eval('shm(0x1234).read()') == 'x'
    }

    def "writes once"() {
        expect:
        changes("shm(0x1234).write 'hello'") == ['make shared memory segment 0x00001234 of 255 bytes',
                                                 'write 6 bytes to shared memory segment 0x00001234']
        changes("shm(0x1234).write 'hello'") == []
        changes("shm(0x1234).write 'help'") == ['write 5 bytes to shared memory segment 0x00001234']
        changes("shm(0x1234, mode: 0600).write 'help'") == ['set the mode of shared memory segment 0x00001234 to 0600']
        changes("shm(0x1234, mode: 0600, size: 100).create()") == []
        peer('ipcs -m | grep 0x00001234') =~ /^0x00001234 0 +\S+ +600 +255 +0$/
    }

    def "each change can be taken back"() {
        given:
        changes "shm(0x1234, size: 10, mode: 0600).write 'one'"
        def made = operations.toList()
        changes "shm(0x1234).write 'three'"
        def written = operations.toList()
        changes 'shm(0x1234).remove()'
        def removed = operations.toList()

        when:
        session.change(removed[0].undo().get())
        then:
        eval('shm(0x1234).with { [read(), size, mode] }') == ['three', 10, '0600']

        when:
        session.change(written[0].undo().get())
        then:
        eval('shm(0x1234).read()') == 'one'

        when:
        made.reverse().each { session.change(it.undo().get()) }
        then:
        peer('ipcs -m').contains('0x00001234') == false
    }

    def "the command lines have the same effect"() {
        given:
        changes "def s = shm(0x1234, size: 10, mode: 0600); s.write '\$\\'\"x'; shm(0x1234, mode: 0640).create(); shm(0x1234).write([0, 255], offset: 8)"
        def commands = operations*.command()
        def bytes = eval('shm(0x1234).bytes')
        def listed = peer('ipcs -m | tail -n +4').replaceAll(/ \d+ /, ' ')

        when:
        eval 'shm(0x1234).remove()'
        commands.each { peer it }

        then:
        commands.size() == 4
        eval('shm(0x1234).bytes') == bytes
        peer('ipcs -m | tail -n +4').replaceAll(/ \d+ /, ' ') == listed

        when:
        peer operations.last().command()
        then:
        eval('shm(0x1234).exists()') == false
    }

    def "bytes stand where they were put, and nothing else is touched"() {
        when:
        eval "shm(1, size: 64).write 'text'; shm(1).write([1, 2, 255] as byte[], offset: 16)"

        then:
        eval('shm(1).bytes').toList()[0..19] == 'text'.bytes.toList() + [0] * 12 + [1, 2, -1, 0]
        eval('shm(1).read()') == 'text'
        eval('shm(1).read(offset: 16)') == [1, 2, 255] as byte[]
        eval('shm(1).hexdump()').readLines() == [
            '00000000  74 65 78 74 00 00 00 00  00 00 00 00 00 00 00 00  |text............|',
            '00000010  01 02 ff 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|',
            '00000020  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|',
            '*',
            '00000040']
    }

    def "an offset beyond everything is beyond the end"() {
        when:
        eval "shm(1).write('x', offset: Long.MAX_VALUE)"
        then:
        def e = thrown(NsxException)
        e.reason() == 'it has 255 bytes; nothing was written'
    }

    def "keys are those of ftok"() {
        expect:
        eval("shm(path: '/usr', id: 7).key") == ftok('/usr', 7)
        eval("shm(path: '.', id: 'R').key") == ftok('.', 'R' as char as int)
        eval('shm.key') == ftok('.', 1)
    }

    private static String ftok(String path, int id) {
        peer("python3 -c 'import ctypes; print(\"0x%08x\" % (ctypes.CDLL(None).ftok(b\"$path\", $id) & 0xffffffff))'")
    }

    def "reading a missing segment names the key and the namespace"() {
        when:
        eval 'shm(0x1234).read()'
        then:
        def e = thrown(NsxException)
        e.message ==~ /there is no shared memory segment 0x00001234 in the host's IPC namespace \(ipc:\[\d+\]\)/
        e.hint() == "writing makes it: write 'text'"

        when:
        eval "unshare('ipc') { shm(0x1234).read() }"
        then:
        e = thrown(NsxException)
        e.message ==~ /there is no shared memory segment 0x00001234 in IPC namespace ipc:\[\d+\]/

        when:
        eval 'delete shm: 0x1234'
        then:
        e = thrown(NsxException)
        e.message.startsWith('there is no shared memory segment 0x00001234')
        e.hint() == null
    }

    def "a text that does not fit is not written, and makes nothing"() {
        when:
        eval "shm(0x1234, size: 4).write 'four'"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot write 5 bytes to shared memory segment 0x00001234'
        e.reason() == 'it has 4 bytes; nothing was written'
        eval('shm(0x1234).exists()') == false

        when:
        eval "shm(0x1234, size: 4).write 'one'; shm(0x1234).write 'four'"
        then:
        thrown(NsxException)
        eval('shm(0x1234).read()') == 'one'
    }

    def "#line is an error: #reason"() {
        when:
        eval "shm(0x1234).write 'x'\n$line"
        then:
        def e = thrown(NsxException)
        e.message == message
        e.reason() == reason

        where:
        line                                | message                                 | reason
        'shm(0)'                            | 'shm: 0 cannot be a key'                | '0 is IPC_PRIVATE: each use makes a new object that no key reaches'
        'shm(-1)'                           | 'shm: -1 cannot be a key'               | 'a key is a number from 1 to 0xffffffff'
        "shm('abc')"                        | 'shm: abc cannot be a key'              | 'a key is a number from 1 to 0xffffffff'
        'shm(0x100000000)'                  | 'shm: 4294967296 cannot be a key'       | 'a key is a number from 1 to 0xffffffff'
        "shm(path: '/no/such')"             | 'cannot make a key from /no/such'       | '/no/such: No such file or directory (ENOENT)'
        "shm(path: '/', id: 0)"             | 'shm: id cannot be 0'                   | 'id is a number from 1 to 255, or one character: ftok uses one byte of it'
        'shm(1, size: 0)'                   | 'shm: size cannot be 0'                 | 'size is a whole number from 1 to 9223372036854775807'
        'shm(1, mode: 600)'                 | 'shm: mode cannot be 600'               | 'mode is octal, from 0 to 0777, with a leading 0'
        'shm(0x1234, size: 4096).create()'  | 'shared memory segment 0x00001234 exists with 255 bytes, fewer than 4096' | 'a segment cannot grow: shmget with a larger size is refused (EINVAL)'
        "shm(0x1234).write('x', offset: 254)" | 'cannot write 2 bytes to shared memory segment 0x00001234 at 254' | 'it has 255 bytes; nothing was written'
        'shm(0x1234).read(offset: 256)'     | 'cannot read shared memory segment 0x00001234 at 256' | 'it has 255 bytes'
        'shm(0x1234).write 5'               | 'write takes text or bytes, not 5'      | null
    }

    def "limits are named: #limit"() {
        given:
        assumeWritable("kernel.$limit")

        when:
        peer "sysctl -q -w kernel.$limit=1"
        eval 'shm(1).create(); shm(2).create()'
        then:
        def e = thrown(NsxException)
        e.reason() == reason
        e.hint().contains("kernel.$limit ($unit) is 1")

        where:
        limit    | unit       | reason
        'shmmni' | 'segments' | 'this IPC namespace has reached its limit: No space left on device (ENOSPC)'
        'shmmax' | 'bytes'    | 'it would be larger than a segment may be: Invalid argument (EINVAL)'
    }

    def "a line that asks prints, and one that writes does not"() {
        when:
        eval '''
            shm.write 'hello'
            shm.read()
            shm.exists()
            shm.size
            shm(0x1234).create()
            shm.remove()
        '''
        then:
        answers == ['hello', true, 255]
    }
}
