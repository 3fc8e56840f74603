package nsx.dsl.verb.namespace

import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.Uptime
import nsx.dsl.error.NsxException
import nsx.dsl.session.Session

/** Named time namespaces, whose clocks are declared. */
class TimensSpec extends LiveSpec {
    private static final String DAY_LATER = "timens('later') { boottime += 1.day; monotonic += 1.hour }"

    def cleanup() {
        session.eval(new nsx.dsl.script.Source('cleanup.nsx', 'timens().each { it.delete() }'))
    }

    private Session another() {
        session.close()
        session = Session.live(engine)
        def live = session.executor()
        session.executeWith { operations << it; live.run(it) }
        session
    }

    def 'a script that says its clocks twice sets them once'() {
        expect:
        changes(DAY_LATER) == ['make time namespace later', 'shift boottime from 0s to 1d', 'shift monotonic from 0s to 1h']
        operations[0].command() == 'mkdir -p /run/nsx/ns/time && touch /run/nsx/ns/time/later && unshare --time=/run/nsx/ns/time/later true'
        operations.last().command() == 'umount /run/nsx/ns/time/later && unshare --time=/run/nsx/ns/time/later --monotonic 3600 --boottime 86400 true'
        changes(DAY_LATER) == []
        eval("timens('later').frozen") == false
        changes("timens('later') { monotonic = 90.minutes }") == ['shift monotonic from 1h to 1h 30m']

        and: 'other eyes'
        peer('nsenter --time=/run/nsx/ns/time/later cat /proc/self/timens_offsets').split(/\s+/)[1, 4] == ['5400', '86400']
        eval("timens('later').frozen")
        changes("timens('later') { boottime += 1.day; monotonic = 90.minutes }") == []
    }

    def 'programs of the block have the clocks that it declares'() {
        expect:
        eval("timens('later') { boottime += 1.day; output 'uptime -p' }").startsWith(Uptime.pretty(1))
        eval("timens('later').uptime()") > Duration.ofDays(1)
        eval("timens('later').output 'readlink /proc/self/ns/time'") == eval("timens('later').id")
        eval('uptime()') < eval("timens('later') { clock.boottime }")
    }

    def 'the clocks are declared from those around the block'() {
        expect:
        eval('time.boottime += 2.days')
        changes("timens('later') { monotonic += 1.hour }") == ['make time namespace later', 'shift monotonic from 0s to 1h']
        eval("timens('later').offsets") == [monotonic: Duration.ofHours(1), boottime: Duration.ofDays(2)]
        changes("timens('later') { boottime += 1.day }") == ['shift boottime from 2d to 3d']
        changes("timens('later') { netns('a') { boottime += 1.day } }") == ['make network namespace a']
    }

    def 'a later run reads what is there, and cannot change it'() {
        given:
        eval(DAY_LATER)
        another()

        expect:
        changes(DAY_LATER) == []
        eval("timens('later').offsets") == [monotonic: Duration.ofHours(1), boottime: Duration.ofDays(1)]
        eval("timens('later').frozen")

        when:
        changes("timens('later') { boottime += 2.days }")

        then:
        NsxException e = thrown()
        e.message == 'cannot set the clocks of time namespace later'
        e.reason().contains('frozen') && e.reason().contains('(EACCES)')
        e.hint() == "delete timens: 'later' and make it again, with the new offsets"
        operations == []
    }

    def 'the clocks of a frozen one are not set by #line'() {
        given:
        eval("$DAY_LATER\ntimens('later').sh 'true'")

        when:
        changes(line)

        then:
        NsxException e = thrown()
        e.message == 'cannot set the clocks of time namespace later'
        operations == []

        where:
        line << ["timens('later') { boottime += 2.days }",
                 "timens('later') { time.boottime += 1.day }",
                 "enter timens('later')\ntime.monotonic = 0.days",
                 "timens(path: '/run/nsx/ns/time/later') { boottime = 5.days }"]
    }

    def 'a clock that is declared in several lines is what they come to, in a later run too'() {
        given:
        def lines = "timens('later') { boottime += 1.day; monotonic += 1.hour; boottime += 2.hours }"
        eval(lines)
        another()

        expect:
        changes(lines) == []
        changes("timens('later') { boottime = 26.hours }") == []

        when:
        changes("timens('later') {\n boottime += 1.day\n monotonic += 1.hour\n }")

        then:
        NsxException e = thrown()
        e.message == 'cannot set the clocks of time namespace later'
    }

    def 'its clocks are set through it as in a block of one line'() {
        expect:
        changes("timens 'later'; timens('later').time.boottime = 1.hour")[1..-1] == ['shift boottime from 0s to 1h']
        changes("x = timens('later'); x.time.boottime += 1.hour") == ['shift boottime from 1h to 2h']
        eval("timens('later').time.boottime") == Duration.ofHours(2)

        when:
        changes("timens('later').sh 'true'; timens('later').time.boottime = 3.hours")

        then:
        NsxException e = thrown()
        e.reason().contains('frozen')
    }

    def 'time in its block is its own clock'() {
        expect:
        changes("timens('later') { time.boottime += 1.day; time.boottime += 1.day }")[1..-1] ==
            ['shift boottime from 0s to 1d', 'shift boottime from 1d to 2d']
        eval("timens('later').output 'uptime -p'").startsWith(Uptime.pretty(2))
        eval("timens('later') { time.reset(); uptime() }") < eval("timens('later').uptime()")
    }

    def 'deleted and made again it has new clocks'() {
        given:
        eval("$DAY_LATER\ntimens('later').sh 'true'\ndelete timens: 'later'")

        expect:
        changes("timens('later') { boottime += 2.days }").last() == 'shift boottime from 0s to 2d'
        eval("timens('later').output 'uptime -p'").startsWith(Uptime.pretty(2))
    }

    def 'making it is taken back'() {
        when:
        changes(DAY_LATER)
        operations.reverse().each { session.change(it.undo().get()) }

        then:
        eval('timens()') == []
        peer('find /run') == '/run'
    }

    def 'a named one outlives what it was made in'() {
        given:
        eval("netns('a') { timens('later') { boottime += 1.day } }\ndelete netns: 'a'")

        expect:
        eval("timens('later').output 'uptime -p'").startsWith(Uptime.pretty(1))
    }

    def '#line in its block is refused'() {
        when:
        changes(line)

        then:
        NsxException e = thrown()
        e.message.contains(says)

        where:
        line                                     | says
        "timens('x') { boottime -= 4000.days }"  | 'cannot shift boottime by -4000d'
        "timens('x') { boottime = 5 }"           | 'cannot set boottime to 5'
        "timens('x') { realtime += 1.day }"      | 'realtime has no offset'
        "timens('x') { boottme = 1.day }"        | 'there is no clock boottme'
        'here.time { boottime += 1.day }'        | 'cannot set the clocks of time:['
    }

    def 'the namespaces of a pattern are set each, and failures are told together'() {
        given:
        eval("timens 'a'\ntimens('b') { sh 'true' }")

        when:
        changes("timens('*') { boottime += 1.day }")

        then:
        NsxException e = thrown()
        e.message == 'failed in 1 of 2 time namespaces'
        eval("timens('a').offsets.boottime") == Duration.ofDays(1)
    }
}
