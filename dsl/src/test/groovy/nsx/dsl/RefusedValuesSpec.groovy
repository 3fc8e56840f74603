package nsx.dsl

import java.util.concurrent.Callable
import nsx.dsl.change.Kernel
import nsx.dsl.change.LiveKernel
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.netlink.CodecException
import nsx.netlink.Connection
import nsx.ns.Context
import nsx.ns.NamespaceException
import nsx.ns.NamespaceKind
import nsx.sys.Errno
import nsx.sys.SysException

/** A value is read, set and printed when the kernel refuses all that it asks: a script is told in nsx's words. */
class RefusedValuesSpec extends LiveSpec {
    /** The real kernel until it refuses. */
    static class Refusing implements Kernel {
        @Delegate(interfaces = false, excludes = ['inside', 'apart', 'settle', 'release', 'close', 'another'])
        private final Kernel real
        Closure<RuntimeException> refusal

        Refusing(Kernel real) {
            this.real = real
        }

        private void check() {
            if (refusal != null) {
                throw refusal()
            }
        }

        @Override
        Connection netlink(Context context, int family) {
            check()
            real.netlink(context, family)
        }

        @Override
        <T> T call(Context context, Callable<T> action) {
            check()
            real.call(context, action)
        }

        @Override
        <T> T look(Context context, NamespaceKind kind, String fact, Callable<T> reading) {
            check()
            real.look(context, kind, fact, reading)
        }

        @Override
        List<String> names(Context context, NamespaceKind kind) {
            check()
            real.names(context, kind)
        }

        @Override
        boolean hasName(Context context, NamespaceKind kind, String name) {
            check()
            real.hasName(context, kind, name)
        }

        @Override
        <T> T inside(Context context, Callable<T> action) {
            real.inside(context, action)
        }

        @Override
        <T> T apart(Context context, Callable<T> action) {
            real.apart(context, action)
        }

        @Override
        void settle(Context context) {
            real.settle(context)
        }

        @Override
        Kernel another() {
            this
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

    Refusing kernel

    def setup() {
        session.close()
        kernel = new Refusing(new LiveKernel())
        session = new Session(engine, kernel, Context.ofThisThread())
        eval("""netns 'a'; link('lo').up(); bridge('b') { address '10.0.0.1/24'; up() }
            shm(7, size: 64); msg(7); sem(7, count: 2); server = new ServerSocket(0)""")
    }

    static final List<String> VALUES = [
        'here', 'host', "netns('a')", "netns('a').owner", "netns()[0]", "ipcns('i')", "utsns('u')", "link('lo')",
        "links().find { it.name == 'lo' }", "link('b')", "link('b').addresses[0]", 'addresses()[0]',
        "routes(table: 'all')[0]", 'rules()[0]', "qdisc('lo', tbf: [rate: 1.mbit, burst: 10.KB, latency: 50.ms]); qdiscs()[0]", 'sockets()[0]', 'netns(\'a\') { link(\'lo\') }',
        "shm(7, size: 64)", "msg(7)", "sem(7, count: 2)", 'ipcs()[0]', 'mounts()[0]', 'mounts().last()', 'ps()[0]',
        'namespaces()[0]', 'namespaces().last()', "namespaces('net')[0]", 'time', "timens('t')", "pidns('p')",
        "container('c') { uts() }", "j = spawn('true'); j.wait(); j", 'sysctl.net', "sysctl.net.ipv4", 'clock()', 'uptime()',
    ]

    def "#what of #value"() {
        given:
        eval("x = null; $value".replaceFirst(/(.*; )?(.*)/) { all, before, last -> "${before ?: ''}x = $last" })
        eval('assert x != null')
        kernel.refusal = refusal

        when: 'what is told is nsx\'s own'
        def failures = session.eval(new Source('test.nsx', '''
            def failures = [:]
            def tried = { name, how -> try { how() } catch (Throwable e) { failures[name] = e } }
            x.class.methods*.name.findAll { it ==~ /(get|is)[A-Z].*/ }.unique().each { m ->
                if (m in ['getClass', 'getMetaClass', 'getProperty', 'getAt']) return
                def property = m.replaceFirst(/^(get|is)/, '').with { it[0].toLowerCase() + it.substring(1) }
                tried(property) { x."$property" }
                tried("$m()") { x."$m"() }
            }
            x.class.methods*.name.findAll { it ==~ /set[A-Z].*/ }.unique().each { m ->
                if (m in ['setMetaClass', 'setProperty']) return
                def property = m[3].toLowerCase() + m.substring(4)
                [7, 'x', true, -1, [:]].each { v -> tried("$property = $v") { x."$property" = v } }
            }
            tried('nosuch') { x.nosuch }
            tried('toString') { "$x" }
            tried('equals') { x == x }
            failures
        '''))

        then:
        failures.findAll { k, e -> !(e instanceof NsxException || e.class.name ==~ /(groovy.lang|org.codehaus.groovy)[.].*/) } == [:]

        cleanup:
        kernel.refusal = null
        eval("server.close(); container().each { it.delete() }; pidns().each { it.delete() }")

        where:
        [value, what] << [VALUES, ['not permitted', 'no sense', 'gone']].combinations()
        refusal = ['not permitted': { new SysException('setns', Errno.EPERM, 'net') },
                   'no sense': { new CodecException('4 bytes are missing') },
                   'gone': { new NamespaceException('net:[1] is gone') }][what]
    }
}
