package nsx.repl.render

import groovy.lang.Closure
import groovy.lang.EmptyRange
import groovy.lang.IntRange
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.util.function.Function
import nsx.dsl.error.NsxException
import nsx.dsl.shape.Rows
import nsx.dsl.shape.Table
import org.codehaus.groovy.runtime.DefaultGroovyMethods
import org.codehaus.groovy.runtime.InvokerHelper
import spock.lang.Specification

/** Every method that Groovy has for lists, called with a table and with a list of the same rows. */
class ListMethodsSpec extends Specification {
    static record Device(String name, String kind, int mtu) implements Comparable<Device> {
        int compareTo(Device other) { name <=> other.name }
    }

    static final List<Device> ROWS = [
        new Device('h10', 'veth', 1500), new Device('h2', 'bridge', 9000), new Device('lo', 'loopback', 65536), new Device('h2', 'bridge', 9000)
    ].asImmutable()

    /** What turns a table into a plain list on purpose, or gives rows only where a block of the test does. */
    static final Set<String> PLAIN = ['toList', 'asList', 'asCollection', 'collect', 'collectMany', 'collectNested', 'findResults', 'inject', 'injectAll',
        'asType', 'flattenMany', 'combinations', 'withDefault', 'withLazyDefault', 'withEagerDefault', 'plus', 'with', 'tap', 'asBoolean',
        'identity', 'toArray', 'permutations', 'subsequences', 'eachPermutation', 'transpose', 'subMap', 'zip', 'zipAll', 'getAt', 'each', 'eachWithIndex', 'reverseEach',
        'leftShift', 'addAll', 'putAt', 'removeAll', 'retainAll', 'removeElement', 'removeAt', 'pop', 'push', 'removeLast', 'shuffle', 'shuffled', 'use', 'getMetaClass',
        'iterator', 'asSpreadMap', 'stream', 'toSet'] as Set

    static Table table() { Table.of(['name', 'mtu'], ROWS) }

    static List<Method> methods() {
        DefaultGroovyMethods.methods.findAll { Method m ->
            Modifier.isStatic(m.modifiers) && m.parameterCount > 0 &&
                (m.parameterTypes[0] in [List, Collection, Iterable]) &&
                !m.isAnnotationPresent(Deprecated) && !(m.name in PLAIN) && !(m.name == 'sort' && m.parameterCount == 1)
        }
    }

    /** An argument for a parameter of this type; several blocks, for one that is true for all rows says little. */
    static List<Object> values(Class type) {
        switch (type) {
            case Closure: return [{ it.mtu > 1500 }, { a -> a.kind }]
            case Comparator: return [{ a, b -> a.mtu <=> b.mtu } as Comparator]
            case [int, Integer]: return [1, 2]
            case Number: return [2]
            case boolean: return [true, false]
            case IntRange: return [0..1]
            case EmptyRange: return [new EmptyRange(0)]
            case Range: return [0..1]
            case int[]: return [[1, 2] as int[]]
            case Random: return [new Random(5)]
            case Class: return [Device]
            case [Collection, List, Iterable]: return [[ROWS[0]]]
            case Object[]: return [[{ it.kind }] as Object[]]
            case Object: return [ROWS[1]]
            default: return []
        }
    }

    static List<List<Object>> arguments(Method method) {
        def all = method.parameterTypes.drop(1).collect { values(it) }
        all.isEmpty() ? [[]] : all.combinations()
    }

    static call(List rows, String name, List arguments) {
        try {
            InvokerHelper.invokeMethod(rows, name, arguments as Object[])
        } catch (UnsupportedOperationException | NsxException | IllegalArgumentException | MissingMethodException | ClassCastException | NoSuchElementException e) {
            e.class
        }
    }

    static boolean isRows(Object value) {
        value instanceof List && value.every { row -> ROWS.any { it.is(row) } }
    }

    /** The lists of rows in a value, however deep. */
    static List lists(Object value) {
        if (value instanceof Map) {
            return value.values().collectMany { lists(it) }
        }
        isRows(value) ? [value] : value instanceof Collection ? value.collectMany { lists(it) } : []
    }

    def "#method.name#arguments: what has the same rows has the same columns"() {
        given:
        def plain = call(new ArrayList(ROWS), method.name, arguments)
        def kept = call(table(), method.name, arguments)
        expect:
        if (!lists(plain).isEmpty() && !(plain instanceof List && plain.isEmpty())) {
            assert lists(kept)*.toList() == lists(plain)*.toList()
            assert lists(kept).every { it instanceof Rows && it.shown() == ['name', 'mtu'] }
        }
        where:
        [method, arguments] << methods().collectMany { m -> arguments(m).collect { [m, it] } }
    }

    def "operators keep them too"() {
        given:
        def t = table()
        expect:
        [t[0..2], t[1..-1], t[[0, 2]], t + t[0], t + t, t - ROWS[0], t - t[0..1], t * 2, t.take(1), t.subList(0, 2)].every {
            it instanceof Table && it.shown() == ['name', 'mtu']
        }
        t[0..<0].shown() == ['name', 'mtu']
        t.findAll { false }.shown() == ['name', 'mtu']
        t.shuffled(new Random(3)).shown() == ['name', 'mtu']
        t.groupBy { it.kind }.values().every { it.shown() == ['name', 'mtu'] }
        !(t.collect { it.name } instanceof Table)
        !(t.toList() instanceof Table)
        t*.name == ['h10', 'h2', 'lo', 'h2']
    }

    def "a table stays as it is"() {
        given:
        def t = table()
        when:
        change.call(t)
        then:
        def e = thrown(NsxException)
        e.message == 'a table cannot be changed'
        t.toList() == ROWS
        where:
        change << [{ it << ROWS[0] }, { it.add(ROWS[0]) }, { it.remove(0) }, { it.clear() }, { it[0] = ROWS[1] }, { it.pop() }]
    }

    def "what sorts or thins a list in place gives a new table"() {
        given:
        def t = table()
        expect:
        t.sort { it.mtu }*.mtu == [1500, 9000, 9000, 65536]
        t.sort { a, b -> b.mtu <=> a.mtu }*.mtu == [65536, 9000, 9000, 1500]
        t.sort(true) { it.mtu }*.mtu == [1500, 9000, 9000, 65536]
        t.sort()*.name == ['h2', 'h2', 'h10', 'lo']
        t.sort('kind', 'mtu')*.kind == ['bridge', 'bridge', 'loopback', 'veth']
        t.unique { it.kind }*.name == ['h10', 'h2', 'lo']
        t.unique('kind', 'mtu').size() == 3
        t.unique().size() == 3
        t.reverse(true)*.name == ['h2', 'lo', 'h2', 'h10']
        t.toList() == ROWS
    }

    def "where #wanted"() {
        expect:
        table().where(wanted)*.name == names
        where:
        wanted                              | names
        [kind: 'veth']                      | ['h10']
        [kind: ['veth', 'loopback']]        | ['h10', 'lo']
        [name: ~/h.*/, mtu: 1000..2000]     | ['h10']
        [mtu: 9000L]                        | ['h2', 'h2']
        [mtu: { it > 9000 }]                | ['lo']
        [kind: "${'veth'}"]                 | ['h10']
        [kind: null]                        | []
    }

    def "#line is a mistake: #message"() {
        when:
        line.call(table())
        then:
        def e = thrown(NsxException)
        e.message == message
        e.hint() == hint
        where:
        [line, message, hint] << [
            [{ it.where(knd: 'veth') }, "the table has no column 'knd'", "did you mean 'kind'?"],
            [{ it.select('nme') }, "the table has no column 'nme'", "did you mean 'name'?"],
            [{ it.sort('zzzzzzz') }, "the table has no column 'zzzzzzz'", 'its columns: name, mtu, kind'],
            [{ it.unique('mtuu') }, "the table has no column 'mtuu'", "did you mean 'mtu'?"],
            [{ it.where(mtu: 'big') }, 'mtu is never big', null],
            [{ it.select() }, 'select: columns are missing', 'its columns: name, mtu, kind'],
            [{ it.where(mtu: true) }, 'mtu is never true', null]]
    }

    def "columns are chosen, added and shown all"() {
        expect:
        table().select('mtu', 'kind').columns() == ['mtu', 'kind']
        table().select('mtu', 'kind')[0].is(ROWS[0])
        table().select('name', half: { it.mtu / 2 }).take(2).text() == 'name  half\nh10    750\nh2    4500'
        table().select('name', half: { it.mtu / 2 }).sort('half').columns() == ['name', 'half']
        table().select(['mtu', 'kind']).columns() == ['mtu', 'kind']
        table().select('name', name: { it.mtu }).take(1).text() == 'name\n1500'
        table().wide().columns() == ['name', 'mtu', 'kind']
    }
}
