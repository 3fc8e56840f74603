package nsx.dsl.change

import nsx.ns.Namespace
import nsx.ns.NamespaceKind
import spock.lang.Specification

class NumberedNamespacesSpec extends Specification {
    static final Namespace PLACE = network(-1)

    def numbers = new NumberedNamespaces()
    /** The numbers that the place has for others. */
    Map<Namespace, Integer> given = [:]
    int asked
    int listed

    static Namespace network(int i, String path = "/run/netns/n$i") {
        Namespace.planned(NamespaceKind.NET, i + 2, path)
    }

    Namespace find(int number) {
        numbers.find(
                PLACE,
                number,
                { asked++; given.containsKey(it) ? OptionalInt.of(given[it]) : OptionalInt.empty() },
                { listed++; given.keySet().stream() }).orElse(null)
    }

    def "each of #count is found with a few questions"() {
        given:
        count.times { given[network(it)] = it }

        expect:
        (0..<count).every { find(it) == network(it) }
        asked <= 3 * count
        listed <= 2

        where:
        count << [40, 400]
    }

    def "each of #count that devices connect is found as soon as it is there, without a list"() {
        expect:
        (0..<count).every {
            given[network(it)] = it
            numbers.connect(it % 2 ? PLACE : network(it), it % 2 ? network(it) : PLACE)
            find(it) == network(it)
        }
        asked <= 2 * count
        listed == 0

        where:
        count << [40, 400]
    }

    def "a number that stands for another namespace meanwhile is found anew"() {
        given:
        given[network(1)] = 0
        find(0)

        when:
        given.clear()
        given[network(2)] = 0

        then:
        find(0) == network(2)

        when:
        given.clear()

        then:
        find(0) == null
    }

    def "a namespace without a name is not found by what connected it"() {
        when:
        numbers.connect(PLACE, network(1, '/proc/7/ns/net'))
        numbers.connect(PLACE, network(2, null))

        then:
        find(0) == null
        asked == 0
    }
}
