package nsx.dsl.verb.language

import static nsx.dsl.LiveSpec.peer

/** The networks of this place as iproute2 shows them, to be compared before and after. */
class NetworkDump {
    /** Lines without what the kernel changes by itself. */
    static List<String> dump() {
        def networks = peer('ip netns list').readLines()*.split(' ')*.first().sort()
        ([''] + networks).collect { name ->
            def of = name ? "ip -n $name" : 'ip'
            // routes, addresses and devices as the kernel lists them, without what it does by itself a little later
            [name, peer("$of -d -j link"), peer("$of -j -4 addr"), peer("$of -j -6 addr show scope global"),
             peer("$of -d -j -4 route show table all"), peer("$of -d -j -6 route show table all proto static"),
             peer("$of -j rule"), peer("$of -j neigh show nud permanent")].join('\n')
        }.join('\n').replaceAll(/"(operstate|state)":"\w+",?/, '')
                .replaceAll(/"(LOWER_UP|NO-CARRIER)",?/, '').replaceAll(/,?"(NO-CARRIER|LOWER_UP|M-DOWN)"/, '')
                .replaceAll(/"(hello_timer|tcn_timer|topology_change_timer|gc_timer|message_age_timer|forward_delay_timer|hold_timer)":[\d.]+,?/, '')
                .replaceAll(/"(topology_change|topology_change_detected|change_ack|config_pending)":\d+,?/, '')
                .replaceAll(/"flags":\["linkdown"\]/, '"flags":[]').replaceAll(/"link_netnsid":\d+,?/, '')
                .replaceAll(/"(tentative|dadfailed)":true,?/, '')
                // of a loopback device that was up once
                .replaceAll('"qdisc":"noop"', '"qdisc":"noqueue"')
                // of a bridge without ports it is zero until somebody sets its address
                .replaceAll(/"(bridge_id|root_id)":"[^"]*",?/, '').replaceAll(/\{\}/, '')
                .replaceAll(/,+(?=[\]}])/, '')
                .split(/(?<=[,}])(?=["{])/).toList()
    }

    /** An error that says what differs from the dump now. */
    static void unchanged(List<String> before) {
        def now = dump()
        if (now != before) {
            throw new AssertionError('new: ' + (now - before) + ', gone: ' + (before - now))
        }
    }
}
