package nsx.dsl.change

import groovy.transform.CompileStatic
import java.lang.management.ManagementFactory
import nsx.ledger.Thing
import nsx.ledger.Thing.Sort
import spock.lang.Specification

class RunThingsSpec extends Specification {
    static Thing link(int index, String name) {
        new Thing(Sort.LINK, "bridge $name", 7, '', '', "$index")
    }

    static Thing table(String place, String handle) {
        new Thing(Sort.TABLE, "nftables table $place", 7, '', place, handle)
    }

    def things = new RunThings()

    def "an object is found by what tells it apart, whatever its name"() {
        when:
        things.add(link(1, 'a'), 'host')
        things.add(link(2, 'b'), 'n1')

        then:
        things.find(Sort.LINK, 7, '2').get().what() == 'bridge b'
        things.find(Sort.LINK, 8, '2').isEmpty()
        things.find(Sort.TABLE, 7, '2').isEmpty()
        things.all().values() as List == ['host', 'n1']
    }

    def "a new name takes the place of the former one, at the end"() {
        when:
        things.add(link(1, 'a'), 'host')
        things.add(link(2, 'b'), 'host')
        things.removeSame(link(1, 'c'))
        things.add(link(1, 'c'), 'host')

        then:
        things.all().keySet()*.what() == ['bridge b', 'bridge c']
    }

    def "two mounts of one file are two objects"() {
        given:
        def mounts = ['/a', '/b'].collect { new Thing(Sort.FILE, "mount on $it", 5, '', it, '1:2') }

        when:
        mounts.each { things.add(it, 'host') }
        things.removeIf { it.place() == '/a' }

        then:
        things.find(Sort.FILE, 5, '1:2').get() == mounts[1]
        things.size() == 1
    }

    def "a table is there until the last one of its name has gone"() {
        when:
        things.add(table('inet x', '1'), 'host')
        things.add(table('inet x', '2'), 'host')
        things.removeSame(table('inet x', '1'))

        then:
        things.hasTable(7, 'inet x')
        !things.hasTable(8, 'inet x')

        when:
        things.removeSame(table('inet x', '2'))

        then:
        !things.hasTable(7, 'inet x')
    }

    /** Processor time to rename each of so many, in nanoseconds: the least of several turns. */
    @CompileStatic
    static long renaming(int count) {
        def things = new RunThings()
        count.times { int i -> things.add(link(i, 'a'), 'host') }
        (1..5).collect { int turn ->
            def before = ManagementFactory.threadMXBean.currentThreadCpuTime
            for (int i = 0; i < count; i++) {
                Thing same = things.find(Sort.LINK, 7, i.toString()).orElseThrow()
                things.removeSame(same)
                things.add(same, 'host')
            }
            ManagementFactory.threadMXBean.currentThreadCpuTime - before
        }.min()
    }

    def "a change costs the same among few and among many"() {
        expect:
        renaming(20_000) <= 10 * 3 * renaming(2_000)
    }
}
