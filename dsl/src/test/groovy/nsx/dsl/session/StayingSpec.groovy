package nsx.dsl.session

import java.util.concurrent.Callable
import nsx.dsl.LiveSpec
import nsx.dsl.change.Kernel
import nsx.dsl.change.LiveKernel
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.ns.Context
import nsx.ns.NamespaceException
import nsx.ns.NamespaceKind
import nsx.sys.Errno
import nsx.sys.SysException

/** What is said where nsx may not move its threads, as a user without rights in nsx's own user namespace. */
class StayingSpec extends LiveSpec {
    static class Confined implements Kernel {
        @Delegate(interfaces = false, excludes = ['inside', 'apart', 'settle', 'release', 'close', 'another'])
        private final Kernel real = new LiveKernel()
        private final Context own

        Confined(Context own) {
            this.own = own
        }

        private void check(Context context) {
            if (context.get(NamespaceKind.NET) != own.get(NamespaceKind.NET)) {
                throw new NamespaceException('cannot enter', new SysException('setns', Errno.EPERM, 'net'))
            }
        }

        @Override
        <T> T inside(Context context, Callable<T> action) {
            check(context)
            real.inside(context, action)
        }

        @Override
        <T> T apart(Context context, Callable<T> action) {
            check(context)
            real.apart(context, action)
        }

        @Override
        void release() {
            real.release()
        }

        @Override
        void close() {
            real.close()
        }
    }

    def setup() {
        session.close()
        def host = Context.ofThisThread()
        session = new Session(engine, new Confined(host), host)
        session.noticesTo { notices << it }
    }

    def "what a program could not enter either is an error, without a notice of where it runs"() {
        when:
        eval "netns('a') { 1 }"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot enter a'
        e.exitCode() == ExitCode.NOT_PERMITTED
        notices == []
    }

    def "in a user namespace of its own a program runs, and the notice promises no more"() {
        expect:
        eval("unshare('user', 'net') { output 'id -u' }") == '0'
        notices == ['only programs run in fresh net+user; Java code runs outside it, and words fail: ' +
                        'cannot enter: Operation not permitted']
    }
}
