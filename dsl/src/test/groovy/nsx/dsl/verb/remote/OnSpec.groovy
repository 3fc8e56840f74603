package nsx.dsl.verb.remote

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Needs
import spock.lang.TempDir

/** What needs no connection; on hosts with an sshd see {@code HostsSpec} of docs. */
class OnSpec extends LiveSpec {
    @TempDir
    Path home

    def "hosts are declared by name, and by an inventory"() {
        given:
        def file = home.resolve('i.ini')
        Files.writeString(file, "[web]\nw1 ansible_host=10.0.0.1 ansible_port=2222\n")

        expect:
        eval("hosts { h1 'root@10.0.0.5' }; hosts '$file'; hosts()")*.name == ['h1', 'w1']
        eval('hosts().where(name: "w1")[0]').port == 2222
        eval('hosts().where(name: "w1")[0]').groups == ['web']
    }

    def "#line is an error"() {
        when:
        eval(line)

        then:
        def e = thrown(NsxException)
        e.message == message

        where:
        line                                       || message
        "hosts { h1 '-oProxyCommand=x' }"          || "'-oProxyCommand=x' is not a host"
        "hosts { h1 'a', prt: 1 }"                 || "a host has no option 'prt'"
        "hosts { h1 'a', port: 0 }"                || 'the port of h1 cannot be 0'
        "hosts { h1 5 }"                           || 'the destination of the host h1 cannot be 5'
        "hosts { h1 null }"                        || 'the destination of the host h1 cannot be null'
        "hosts { h1() }"                           || 'the host h1 needs one destination'
        "hosts '/nothing.ini'"                     || 'cannot read the inventory /nothing.ini'
        "on('h1')"                                 || 'on needs hosts and a block'
        "hosts { h1 'a' }; on('x*') { links() }"   || 'no host is called x*'
        "plan { on('h1') { links() } }"            || 'what on does on other hosts cannot be planned'
        "veth 'h1/a:x', 'b:y'"                     || "'b:y' is not an end on a host"
        "veth 'h1/a:x', 'h1/b:y'"                  || 'both ends are on h1'
        "veth 'h1/a:x', 'h2/b:y', mtu: 1400"       || 'a cable between hosts is a veth without options and block'
    }

    def "a host that is not reached hides no other, and is named"() {
        given:
        Needs.programs('ssh')
        def config = home.resolve('config')
        Files.writeString(config, '')

        when:
        eval("hosts(config: '$config') { h1 'root@127.0.0.1', port: 1; h2 'root@127.0.0.1', port: 2 }\non('h*') { links() }")

        then:
        def e = thrown(NsxException)
        e.message == 'failed on 2 of 2 hosts'
        e.reason().contains('h1: lost the connection to h1')
        e.reason().contains('h2: lost the connection to h2')

        and:
        eval("on('h1', check: false) { links() }").h1 instanceof NsxException
    }
}
