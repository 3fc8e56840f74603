package nsx.dsl.session

import com.sun.management.ThreadMXBean
import java.lang.management.ManagementFactory
import nsx.dsl.value.network.RouteValue
import nsx.rtnl.Prefix
import nsx.rtnl.Route
import nsx.rtnl.RouteBuilder
import spock.lang.Specification

/** A property that a script reads often is a call of its getter, and still what Groovy says it is. */
class PropertyReadingSpec extends Specification {
    static final int TIMES = 1000

    def route = new RouteValue(null, Route.decode(RouteBuilder.to(Prefix.parse('10.0.0.0/8')).add().encode()), null)
    def view = ScriptView.of(new MetaClassImpl(RouteValue).tap { initialize() })

    static class Other {
        static int getVersion(RouteValue route) {
            9
        }
    }

    static class Named {
        String getName() {
            'a'
        }
    }

    def 'it allocates little'() {
        given:
        def threads = ManagementFactory.threadMXBean as ThreadMXBean
        reading()

        when:
        def before = threads.currentThreadAllocatedBytes
        reading()
        def each = (threads.currentThreadAllocatedBytes - before) / TIMES

        then:
        each < 64
    }

    @groovy.transform.CompileStatic
    private void reading() {
        MetaClass meta = (MetaClass) view
        for (int i = 0; i < TIMES; i++) {
            meta.getProperty(route, 'version')
        }
    }

    def 'a category stands before a getter that was read before'() {
        expect:
        view.getProperty(route, 'version') == 4
        use(Other) { view.getProperty(route, 'version') } == 9
        view.getProperty(route, 'version') == 4
    }

    def 'a class has its own properties'() {
        given:
        def view = ScriptView.of(new MetaClassImpl(Named).tap { initialize() })

        expect:
        2.times { assert view.getProperty(new Named(), 'name') == 'a' }
        view.getProperty(Named, 'name') == Named.canonicalName.replace('Spec.', 'Spec$')
    }

    def 'what is private stays hidden'() {
        when:
        2.times { view.getProperty(route, 'route') }
        view.getProperty(route, 'names')

        then:
        thrown(MissingPropertyException)
    }
}
