package nsx.docs

import groovy.json.JsonSlurper
import nsx.test.Peer

/** What networks are like, as ip(8) sees them from the calling thread: of this namespace (named by nothing) and of each named one. */
class NetworkState {
    private NetworkState() {}

    static Map<String, Map<String, Object>> read() {
        namespaces().collectEntries { [it, of(it)] }
    }

    /** Returns once every device that is up and has a carrier passes packets: the kernel sets that right after the fact. */
    static void settle() {
        for (long end = System.nanoTime() + 5_000_000_000; unsettled() && System.nanoTime() < end;) {
            Thread.sleep(20)
        }
    }

    private static boolean unsettled() {
        namespaces().any { ns ->
            links(ns).any { 'UP' in it.flags && 'LOWER_UP' in it.flags && it.operstate == 'DOWN' }
        }
    }

    private static List<String> namespaces() {
        [''] + (Peer.run('ip -j netns') ?: '[]').with { new JsonSlurper().parseText(it)*.name.sort() }
    }

    private static Map<String, Object> of(String ns) {
        [links: links(ns).collectEntries { [it.ifname, link(it)] },
         addresses: links(ns).collectMany { link -> link.addr_info.findAll { it.scope != 'link' }.collect { address(link, it) } } as Set,
         routes: json(ns, '-4 route show table all').collect { it.subMap('type', 'dst', 'gateway', 'dev', 'table', 'metric') } as Set,
         forwards: Peer.run((ns ? "ip netns exec $ns " : '') + 'cat /proc/sys/net/ipv4/ip_forward')]
    }

    private static Map<String, Object> link(Map link) {
        [kind: link.linkinfo?.info_kind, up: 'UP' in link.flags, mtu: link.mtu, master: link.master,
         slave: link.linkinfo?.info_slave_kind]
    }

    private static Map<String, Object> address(Map link, Map address) {
        [dev: link.ifname] + address.subMap('local', 'prefixlen', 'broadcast', 'scope')
    }

    private static List<Map> links(String ns) {
        json(ns, '-d addr')
    }

    private static List<Map> json(String ns, String command) {
        new JsonSlurper().parseText(Peer.run("ip ${ns ? "-n $ns" : ''} -j $command") ?: '[]') as List<Map>
    }
}
