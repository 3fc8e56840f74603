package nsx.dsl.remote

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import nsx.dsl.error.NsxException
import nsx.test.Needs
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import nsx.test.Root

/** How nsx gets to a host without it: the shell of this machine plays that host. */
@Timeout(120)
class DeliverySpec extends Specification {
    static final Host HOST = Host.plain('h1')
    static final MACHINE = 'uname -m'.execute().text.trim()

    @TempDir
    Path directory
    Path into

    def setup() {
        into = directory.resolve('there')
    }

    /** A tarball with a launcher that does these lines, and with bytes that do not compress. */
    Tarball tarball(String launcher = 'echo "$@"', int bytes = 300_000) {
        Needs.programs('tar', 'sha256sum')
        def top = directory.resolve('source/nsx-x/lib/nsx')
        Files.createDirectories(top)
        Files.writeString(top.resolve('nsx'), "#!/bin/sh\n$launcher\n")
        Files.setPosixFilePermissions(top.resolve('nsx'), PosixFilePermissions.fromString('rwxr-xr-x'))
        byte[] noise = new byte[bytes]
        new Random(1).nextBytes(noise)
        Files.write(top.resolve('noise'), noise)
        def file = directory.resolve("nsx-${Version.own()}-linux-${MACHINE}.tar.gz")
        Peer.run("tar -C ${directory}/source -czf $file nsx-x")
        Tarball.read(file)
    }

    String put(Tarball tarball, Map other = [:]) {
        Carrier.script('put', tarball.directory(), other.into ?: into.toString(), other.sum ?: tarball.sum(), other.machine ?: tarball.machine())
    }

    /** Sends to a shell that runs the line. */
    void deliver(Tarball tarball, String line, Duration patience = Delivery.PATIENCE) {
        new Ssh(HOST, new ProcessBuilder('sh', '-c', line).start(), { }).withCloseable { new Delivery(HOST, tarball, it, patience).run() }
    }

    List<String> left() {
        Files.exists(into) ? into.toFile().list().toList().sort() : []
    }

    @Requires({ Root.isOfMachine() }) // elsewhere /tmp is nobody's, and is refused
    def "it is unpacked where only its user can write, started once, and found again"() {
        given:
        def tarball = tarball()
        def use = Carrier.script('use', tarball.directory(), into.toString())

        when:
        def before = ['sh', '-c', use].execute()

        then:
        before.waitFor() == 127
        before.text == ''

        when:
        deliver(tarball, put(tarball))
        def after = ['sh', '-c', use].execute()

        then:
        after.text == '--serve\n'
        left() == [tarball.directory()]
        PosixFilePermissions.toString(Files.getPosixFilePermissions(into)) == 'rwx------'

        when: 'another sender was faster'
        deliver(tarball, put(tarball))

        then:
        left() == [tarball.directory()]
    }

    def "what does not arrive whole is not kept: #what"() {
        given:
        def tarball = tarball()

        when:
        deliver(tarball, put(tarball, other))

        then:
        def e = thrown(NsxException)
        e.message == 'nsx cannot be sent to h1'
        e.reason() =~ reason
        e.hint()
        left() == []

        where:
        what              | other                             || reason
        'another machine' | [machine: 'vax']                  || /^the machine is \w+, and the tarball is for vax$/
        'no directory'    | [into: '/dev/null/nsx']           || /^mkdir: .*Not a directory/
        'no write right'  | [into: '/proc/nsx']               || /^mkdir: .*(No such file|Permission denied)/
    }

    @Requires({ Root.isOfMachine() }) // elsewhere /tmp is nobody's, and is refused
    def "another content than was sent is not kept"() {
        given:
        def tarball = tarball()

        when:
        deliver(tarball, put(tarball, [sum: '0' * 64]))

        then:
        def e = thrown(NsxException)
        e.reason() ==~ /what arrived has another SHA-256: [0-9a-f]{64}/
        e.hint()
        left() == []
    }

    @Requires({ Root.isOfMachine() }) // elsewhere /tmp is nobody's, and is refused
    def "what does not start there is not kept"() {
        when:
        def tarball = tarball('echo "no such library" >&2; exit 126')
        deliver(tarball, put(tarball))

        then:
        def e = thrown(NsxException)
        e.reason() == 'no such library'
        left() == []
    }

    @Requires({ Root.isOfMachine() }) // elsewhere /tmp is nobody's, and is refused
    def "an interrupted transfer leaves nothing"() {
        given:
        def tarball = tarball()
        def there = new ProcessBuilder('sh', '-c', put(tarball)).start()

        when:
        there.outputStream.write(Files.readAllBytes(tarball.file()), 0, 1000)
        there.outputStream.close()

        then:
        there.waitFor(60, TimeUnit.SECONDS)
        there.exitValue() == 75
        there.inputStream.text == 'begun\n'
        left() == []
    }

    def "a directory that others can write to is refused: #mode of #which"() {
        given:
        def tarball = tarball()
        Files.createDirectories(into.resolve('inner'))
        Files.setPosixFilePermissions(into, PosixFilePermissions.fromString('rwxr-xr-x'))
        def at = which ? into.resolve(which) : into
        Files.setPosixFilePermissions(at, PosixFilePermissions.fromString(mode))

        when:
        deliver(tarball, put(tarball, [into: "$into/inner".toString()]))

        then:
        def e = thrown(NsxException)
        e.reason() == "others can write to ${at.toRealPath()}"

        where:
        which   | mode
        ''      | 'rwxrwxrwx'
        ''      | 'rwxrwxr-x'
        'inner' | 'rwx----w-'
    }

    @Requires({ Root.isOfMachine() }) // elsewhere /tmp is nobody's, and is refused
    def "a file system that does not take it is told: #options"() {
        given:
        def tarball = tarball()
        Files.createDirectories(into)

        when:
        deliver(tarball, "exec unshare -m sh -c 'mount -t tmpfs -o mode=700,$options tmpfs $into && exec \"\$@\"' sh sh -c " +
            nsx.process.Program.inQuotes(put(tarball)))

        then:
        def e = thrown(NsxException)
        e.reason() =~ reason
        e.hint().contains('into:')

        where:
        options     || reason
        'size=100k' || /No space left on device/
        'size=500k' || /No space left on device/
        'noexec'    || /^programs in .* cannot be executed$/
        'ro'        || /Read-only file system/
    }

    def "a hostile host costs an error: #what"() {
        when:
        deliver(tarball('', 3_000_000), line, Duration.ofMillis(500))

        then:
        def e = thrown(NsxException)
        e.reason() =~ reason

        where:
        what                 | line                                     || reason
        'garbage'            | 'echo Welcome'                           || /^it answers with something else$/
        'garbage for ever'   | 'exec yes begun'                         || /^it answers with something else$/
        'too many steps'     | 'printf "begun\\nreceived\\nunpacked\\nready\\nready\\n"' || /^it answers with something else$/
        'nothing at all'     | 'exec sleep 1000'                        || /^it has not ended a step in 0 s: asking$/
        'nothing taken'      | 'echo begun; exec sleep 1000'            || /^it has taken nothing for 0 s$/
        'no later step'      | 'echo begun; cat >/dev/null; exec sleep 1000' || /^it has not ended a step in 0 s: sending nsx$/
        'errors for ever'    | 'exec yes >&2'                           || /^it has not ended a step in 0 s: asking$/
        'the end at once'    | 'exit 0'                                 || /^ssh ended with 0$/
        'a code of its own'  | 'echo "nobody home" >&2; exit 3'         || /^ssh ended with 3: nobody home$/
    }

    def "its reason is read before the process is destroyed, which closes the stream"() {
        when:
        new Ssh(HOST, new LateReason(72, 'no room'), { }).withCloseable { new Delivery(HOST, tarball(), it, Delivery.PATIENCE).run() }

        then:
        def e = thrown(NsxException)
        e.reason() == 'no room'
    }

    /** A process that has ended with a code; its last line can be read after it was asked for the code, and until it is destroyed. */
    static class LateReason extends Process {
        private final int code
        private final byte[] line
        private final asked = new CountDownLatch(1)
        private volatile boolean destroyed

        LateReason(int code, String line) {
            this.code = code
            this.line = "$line\n".bytes
        }

        @Override
        InputStream getErrorStream() {
            new ByteArrayInputStream(line) {
                @Override
                synchronized int read() {
                    LateReason.this.asked.await()
                    LateReason.this.destroyed ? -1 : super.read()
                }

                @Override
                synchronized int read(byte[] into, int from, int most) {
                    int c = read()
                    if (c < 0) {
                        return -1
                    }
                    into[from] = (byte) c
                    1
                }
            }
        }

        @Override
        int exitValue() {
            asked.countDown()
            code
        }

        @Override
        void destroy() {
            destroyed = true
            asked.countDown()
        }

        @Override
        boolean waitFor(long time, TimeUnit unit) { true }

        @Override
        int waitFor() { code }

        @Override
        InputStream getInputStream() { InputStream.nullInputStream() }

        @Override
        OutputStream getOutputStream() { OutputStream.nullOutputStream() }
    }

    def "a tarball of something else is refused: #name"() {
        given:
        def file = directory.resolve(name)
        Files.writeString(file, 'x')

        when:
        Tarball.read(file)

        then:
        def e = thrown(NsxException)
        e.message == "the tarball $file cannot be sent"
        e.reason() == reason

        where:
        name                                || reason
        'nsx-0.0.1-linux-x86_64.tar.xz'     || "it has nsx 0.0.1, and here it is ${Version.own()}"
        'nsx.tar.xz'                        || 'its name does not tell version and machine'
    }
}
