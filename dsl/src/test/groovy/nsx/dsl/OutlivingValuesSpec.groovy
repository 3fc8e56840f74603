package nsx.dsl

import nsx.dsl.error.NsxException

/** Values that outlive the block in which they were made: they answer where what they stand for can be reached, or say that it is gone. */
class OutlivingValuesSpec extends LiveSpec {
    static final List<String> VALUES = [
        "link('lo')", "links()", "bridge('b')", "routes(table: 'all')", "rules()", "sockets()", "shm(7, size: 64)", "msg(7)", "sem(7, count: 1)",
        "here", "here.net", "namespaces('net')", "mounts()", "ps()", "link('lo').addresses", "sysctl.net.ipv4", "time", "uptime()", "spawn('true').tap { it.wait() }",
        "netns()", "utsns()", "ipcs()", "qdiscs()", "neighbours()", "hostname()", "cgroup()", "container()",
    ]
    /** Whatever it is asked, a script is told in words. */
    static final String ASKED = '''
        def failures = [:]
        def tried = { name, how -> try { how() } catch (Throwable e) { failures[name] = e } }
        def rows = v instanceof Collection ? v.toList() : []
        ([v] + rows.take(3)).findAll { it != null }.each { x ->
            tried('print') { "$x" }
            x.class.methods*.name.findAll { it ==~ /(get|is)[A-Z].*/ }.unique().each { m ->
                if (m in ['getClass', 'getMetaClass', 'getProperty', 'getAt', 'getBytes', 'getChars']) return
                tried(m) { x."$m"() }
            }
            ['links', 'refresh', 'up', 'down', 'read', 'delete', 'hostname', 'output'].each { word ->
                if (x.metaClass.respondsTo(x, word) || x.class.simpleName in ['ContextValue', 'NamespaceValue']) tried(word) { word == 'output' ? x.output('true') : x."$word"() }
            }
        }
        failures
    '''

    def "#value from #where"() {
        given:
        eval("job = unshare('net', 'uts', 'ipc') { link('lo').up(); spawn 'sleep 100' }")
        eval("v = ${where.replace('BLOCK', "{ $value }")}")

        when:
        def failures = eval(ASKED)

        then:
        failures.findAll { k, e -> !(e instanceof NsxException || e.class.name ==~ /(groovy.lang|org.codehaus.groovy)[.].*/) } == [:]
        failures.findAll { k, e -> e instanceof NsxException && "$e.message $e.reason" =~ /EBADF|fd \d+/ } == [:]

        cleanup:
        eval("job.kill(9).wait(); gc(); 1")

        where:
        [value, where] << [VALUES, ['enter(pid: job.pid) BLOCK', "unshare('net', 'ipc', 'uts') BLOCK", 'sandbox BLOCK']].combinations()
    }

    def "a device from the namespaces of a process answers while the process lives"() {
        given:
        eval("job = unshare('net') { spawn 'sleep 100' }; l = enter(pid: job.pid) { link('lo') }")

        expect:
        eval('l.up().up') == true
        eval('l.refresh().up') == true

        when:
        eval('job.kill(9).wait(); l.down()')

        then:
        def e = thrown(NsxException)
        e.reason() ==~ /the network namespace net:\[\d+] is gone: the block that held it has ended/
    }

    def "of namespaces that ended with their block it is said so: #text"() {
        when:
        eval(text)

        then:
        def e = thrown(NsxException)
        "$e.message ${e.reason()}" =~ /namespace \w+:\[\d+] is gone: the block that held it has ended/

        where:
        text << ["l = unshare('net') { link('lo') }; l.up()", "l = sandbox { link('lo') }; l.refresh()",
                 "h = unshare('net') { here }; h.links()", "h = unshare('net') { here.net }; h { links() }",
                 "s = unshare('ipc') { shm(7, size: 64) }; s.read()", "h = unshare('uts') { here }; h.hostname()",
                 "h = unshare('net') { here }; h.output('true')"]
    }
}
