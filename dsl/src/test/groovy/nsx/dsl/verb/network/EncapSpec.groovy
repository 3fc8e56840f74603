package nsx.dsl.verb.network

import groovy.json.JsonSlurper
import nsx.dsl.KernelHas
import spock.lang.Tag

/** What routes put around packets, on the kernel that runs this: made as ip(8) makes it, and told as it tells it. */
@Tag('kernel')
class EncapSpec extends NetworkSpec {
    def "a route whose packets get #words"() {
        expect:
        keeps(RouteSpec.NET, "route '10.9.0.0/16', via: '10.0.0.10', encap: $encap", RouteSpec.SHOW)
        eval("routes().find { it.destination == '10.9.0.0/16' }.encap") == eval(encap)
        with(new JsonSlurper().parseText(peer('ip -d -j route show 10.9.0.0/16'))[0]) { route ->
            said.every { name, value -> route[name] == value }
        }

        where:
        [words, encap, said] << KernelHas.rows([
            ['mpls 100', "[mpls: '100']", [encap: 'mpls']],
            ['mpls 100/200', "[mpls: '100/200']", [encap: 'mpls']],
            ['ip id 7 dst 192.0.2.1 ttl 64 tos 16', "[ip: [id: 7, dst: '192.0.2.1', tos: 16, ttl: 64]]", [encap: 'ip', id: 7, ttl: 64, tos: 16]],
            ['ip6 id 8 dst fd05::2 hoplimit 9', "[ip6: [id: 8, dst: 'fd05::2', hoplimit: 9]]", [encap: 'ip6', id: 8, hoplimit: 9]],
        ]) { KernelHas.encap(it[0]) }
    }
}
