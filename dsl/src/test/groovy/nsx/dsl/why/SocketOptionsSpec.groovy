package nsx.dsl.why

import nsx.diag.SocketOptions
import nsx.dsl.LiveSpec
import nsx.test.Needs
import org.junit.jupiter.api.Assumptions
import nsx.test.Root

/** Options that are asked of a copy of a descriptor are those of the socket, and only of sockets that are not for others alone. */
class SocketOptionsSpec extends LiveSpec {
    def "a socket in #where: #expected"() {
        given:
        Needs.programs('python3', 'unshare')
        Assumptions.assumeTrue(Root.isOfMachine())
        def holder = new ProcessBuilder(command + ['python3', '-c', '''import os, socket, sys
s = socket.socket(); s.setsockopt(0, 21, 200); s.bind(("", 0)); s.listen(1)
print(os.fstat(s.fileno()).st_ino, flush=True); sys.stdin.read()''']).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        long inode = holder.inputReader().readLine() as long
        expect:
        SocketOptions.of(inode) == Optional.ofNullable(expected)
        cleanup:
        holder.outputStream.close()
        holder.waitFor()
        [holder.inputStream, holder.errorStream]*.close()
        where:
        where                       | command                      || expected
        'this user namespace'       | []                           || new SocketOptions(200, 0, false)
        'another user namespace'    | ['unshare', '--user']        || null
    }

    def "a socket that nobody has open"() {
        expect:
        SocketOptions.of(Long.MAX_VALUE) == Optional.empty()
    }
}
