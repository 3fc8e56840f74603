package nsx.dsl.change

import nsx.dsl.LiveSpec

/** Taking back deletions and changes costs the same for each of many: what the kernel is asked for does not grow with those that are there. */
class UndoGrowthSpec extends LiveSpec {
    def setup() {
        session.close()
        session = Received.session(engine)
    }

    def "#what"() {
        when: 'atomic takes back a few changes, and then six times as many'
        def (few, many) = eval("""$before
            back = { count ->
                (0..<count).each { i -> $each }
                made = 0
                try {
                    atomic { (0..<count).each { i -> $change }; made = bytes(); throw new IllegalStateException() }
                } catch (IllegalStateException expected) { }
                cost = bytes() - made
                (0..<count).each { i -> $delete }
                cost
            }
            [back(20), back(120)]""")

        then:
        many <= 6 * few * 1.5

        where:
        what                | before                  | each | change | delete
        'deleted links'     | ''                      | 'veth "p$i", "q$i"; link("p$i").up()' | 'delete link: "p$i"' | 'delete link: "p$i"'
        'deleted ports'     | "bridge('br') { up() }" | 'veth "p$i", "q$i"; link("p$i").master("br"); link("p$i").up()' | 'delete link: "p$i"' | 'delete link: "p$i"'
        'renamed links'     | ''                      | 'veth "p$i", "q$i"' | 'link("p$i").rename("r$i")' | 'delete link: "p$i"'
        'ports that left'   | "bridge('br') { up() }" | 'veth "p$i", "q$i"; link("p$i").master("br"); link("p$i").up()' | 'link("p$i").nomaster()' | 'delete link: "p$i"'
        'links set down'    | ''                      | 'veth "p$i", "q$i"; link("p$i").up()' | 'link("p$i").down()' | 'delete link: "p$i"'
        'networks'          | ''                      | 'veth "p$i", "q$i"; link("p$i").up(); address "11.${i >> 8}.${i & 255}.1/24", dev: "p$i"; route "12.${i >> 8}.${i & 255}.0/24", via: "11.${i >> 8}.${i & 255}.2"' | 'delete link: "p$i"' | 'delete link: "p$i"'
        'namespaces'        | ''                      | 'netns "n$i"; veth "n$i:eth0", "n$i:eth1"' | 'delete netns: "n$i"' | 'delete netns: "n$i"'
        'moved links'       | 'netns "n"'             | 'veth "p$i", "q$i"; link("p$i").up()' | 'link("p$i").move("n")' | 'delete link: "p$i"'
        'other ends'        | ''                      | 'netns "n$i"; veth "v$i", "n$i:eth0"' | 'delete link: "v$i"' | 'delete link: "v$i"; delete netns: "n$i"'
        'properties'        | ''                      | 'veth "p$i", "q$i"' | 'link("p$i").mtu = 1400; link("p$i").mac = "02:00:00:00:01:02"' | 'delete link: "p$i"'
        'addresses'         | 'veth "p", "q"'         | 'address "11.${i >> 8}.${i & 255}.1/24", dev: "p"' | 'delete address: "11.${i >> 8}.${i & 255}.1/24", dev: "p"' | 'delete address: "11.${i >> 8}.${i & 255}.1/24", dev: "p"'
    }

    def "undo looks up as many names for each of many namespaces"() {
        when:
        session.keepDefinitions()
        def (few, many) = [30, 180].collect {
            eval("""($it).times { i -> netns "n\$i"; veth "n\$i:eth0", "v\$i" }""")
            def before = Received.names
            eval('undo()')
            Received.names - before
        }

        then:
        many <= 6 * few * 1.5
    }
}
