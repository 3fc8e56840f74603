package nsx.repl.complete

import nsx.dsl.change.Operation
import nsx.dsl.session.Job
import nsx.dsl.shape.Table
import nsx.dsl.value.ipc.IpcValue
import nsx.dsl.value.ipc.SegmentValue
import nsx.dsl.verb.Words
import nsx.repl.render.Properties
import spock.lang.Specification

/** What can be called on a value: TAB and {@code x?} say the same. */
class MemberItemsSpec extends Specification {
    static final List<Class<?>> ANSWERS = Words.vocabulary().verbs()
        .collectMany { [it.result(), it.bareResult()] }
        .findAll { it.name.startsWith('nsx.') }
        .unique()

    static List<String> proposed(Class<?> type) {
        MemberItems.methods(type)*.text().collect { it - '(' }
    }

    def "what only describes a change is not for users: #type.simpleName"() {
        given:
        def describing = type.methods.findAll { it.genericReturnType.typeName.contains(Operation.name) }*.name
        expect:
        proposed(type).intersect(describing) == []
        Properties.methods(type).intersect(describing) == []
        where:
        type << ANSWERS
    }

    def "a segment has a method that only describes a change, and others that TAB and x? show"() {
        expect:
        IpcValue.methods*.name.contains('removed')
        proposed(SegmentValue).containsAll(['create', 'write', 'read', 'remove', 'delete'])
        proposed(SegmentValue) == Properties.methods(SegmentValue)
    }

    def "what Groovy calls by itself is not shown, be it overridden or not"() {
        expect:
        ['invokeMethod', 'getMetaClass', 'hashCode'].every { !(it in Properties.methods(Job)) && !(it in proposed(Job)) }
        proposed(Job).containsAll(['kill', 'bg'])
    }

    def "a table has what lists have, too"() {
        expect:
        proposed(Table).containsAll(['size', 'each', 'findAll'])
    }
}
