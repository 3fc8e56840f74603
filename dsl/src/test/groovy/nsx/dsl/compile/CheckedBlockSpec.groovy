package nsx.dsl.compile

import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import spock.lang.Specification

/** What the check of a script says of blocks given to words. */
class CheckedBlockSpec extends Specification {
    def "#text: #found"() {
        expect:
        new Engine(Words.vocabulary()).check(new Source('test.nsx', text))*.message == found
        where:
        text                                              | found
        "container('web') { time { boottime += 1.day } }" | []
        "container('web') { time 'x' }"                   | []
        "container('web') { cgroup { memory 1.MB } }"     | []
        "container('web') { pid { } }"                    | ['pid: name cannot be a block: name is a name']
        // a device that exists
        'lo { up(); mtu 1400 }'                           | []
        'uplink { up() }'                                 | []
        'uplink mtu: 1400'                                | []
        'lo { up }'                                       | ["'up' is a word of this block, and is not called"]
        'lo { upp() }'                                    | ["there is no word 'upp'"]
        "lo { mtu 'x' }"                                  | ['link: mtu cannot be x: mtu is a whole number from 0 to 2147483647']
        'lo mtuu: 1400'                                   | ["link has no option 'mtuu'"]
        "rul from: '10.0.0.0/8'"                          | ["there is no word 'rul'"]
        "link('b') { stp true; mode 'bridge'; port 4789 }" | []
        "link('b') { port 'x', cost: 5; self vlans: [10] }" | []
        "link('b') { stp 'x' }"                           | ['link: stp cannot be x: stp is true or false']
        "link('b') { stp = 'x' }"                         | ['link: stp cannot be x: stp is true or false']
        "link('b') { stpp true }"                         | ["there is no word 'stpp'"]
        "link 'b', stp: true, id: 5, mode: 'bridge'"      | []
        "link 'b', stpp: true"                            | ["link has no option 'stpp'"]
        'vrf0 { table 10; mtu 1400 }'                     | []
        // a namespace
        "netns 'a'; a { links(); address '10.0.0.1/24', dev: 'x' }" | []
        "netns 'a'; a { up() }"                           | ["there is no word 'up'"]
        "a { address '10.0.0.1/24', dev: 'x' }"           | []
        "netns('a').lo { up() }; netns('a').lo mtu: 1400" | []
        "netns('a') { lo { up(); upp() } }"               | ["there is no word 'upp'"]
        "veth('up0', 'web:eth0') { up0 { up() }; eth0 { up() } }" | []
        "veth('p', 'q') { p { up(); addres '10.0.0.1/24' } }" | ["there is no word 'addres'"]
    }
}
