package nsx.dsl.verb.time

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.ZonedDateTime
import nsx.dsl.LiveSpec
import nsx.dsl.Uptime
import nsx.dsl.error.NsxException
import nsx.sys.Clock
import spock.lang.TempDir

/** The clocks of a place: what is set, who sees it, for how long. */
class TimeSpec extends LiveSpec {
    private static final long HOUR = 3600
    private static final long DAY = 24 * HOUR

    @TempDir
    Path directory

    /** The offsets that a program started now sees: monotonic and boottime, in seconds. */
    List<Long> seen(String where = 'output') {
        (eval("$where 'cat /proc/self/timens_offsets'") as String).readLines()*.split(/\s+/).collect { it[1] as long }
    }

    def 'a program that is started has the shifted clock, and the host keeps its own'() {
        given:
        def before = Clock.BOOTTIME.now()

        when:
        eval('time.boottime += 1.day')

        then: 'procfs, uptime and clock_gettime of programs agree with what nsx says'
        within(before, eval("output 'cut -d\" \" -f1 /proc/uptime'") as BigDecimal)
        (eval("output 'uptime -p'") as String).startsWith(Uptime.pretty(1))
        def clocks = (eval("output '${program('clocks', CLOCKS)}'") as String).readLines().collect { it as BigDecimal }
        within(before, clocks[0])
        clocks[1] < clocks[0] - DAY + HOUR
        Math.abs(clocks[2] - System.currentTimeMillis() / 1000) < 60
        within(before, seconds(eval('uptime()') as Duration))
        within(before, seconds(eval('clock.boottime') as Duration))

        and:
        eval("output 'readlink /proc/self/ns/time'") == eval('here.time.id')
        eval('here.time != host.time')
        eval('host.uptime()') < Duration.ofDays(1) + before
        seconds(Clock.BOOTTIME.now()) < seconds(before) + HOUR
        peer('cat /proc/self/timens_offsets').readLines()*.split(/\s+/).collect { it[1] } == ['0', '0']
    }

    private static boolean within(Duration before, BigDecimal shown) {
        shown >= seconds(before) + DAY - 1 && shown < seconds(Clock.BOOTTIME.now()) + DAY + 1
    }

    private static BigDecimal seconds(Duration d) {
        d.seconds + d.nano / 1e9
    }

    private static final String CLOCKS = '''
        #include <stdio.h>
        #include <time.h>
        int main(void) {
            const clockid_t clocks[] = { CLOCK_BOOTTIME, CLOCK_MONOTONIC, CLOCK_REALTIME };
            for (int i = 0; i < 3; i++) {
                struct timespec now;
                if (clock_gettime(clocks[i], &now) != 0)
                    return 1;
                printf("%lld.%09ld\\n", (long long)now.tv_sec, now.tv_nsec);
            }
            return 0;
        }
        '''

    private String program(String name, String source) {
        def file = directory.resolve("${name}.c")
        Files.writeString(file, source)
        peer("gcc -O -o '${directory.resolve(name)}' '$file'")
        directory.resolve(name)
    }

    def 'what unshare makes by the equal command line is the same'() {
        when:
        changes('time { boottime += 1.day; monotonic -= 30.seconds }')
        List<String> commands = operations*.command()

        then:
        commands == ['unshare --time --monotonic 0 --boottime 86400', 'unshare --time --monotonic -30 --boottime 86400']
        eval("output 'cat /proc/self/timens_offsets'") == peer(commands.last() + ' cat /proc/self/timens_offsets')
    }

    def 'each change is said once: what is so already is no operation'() {
        expect:
        changes('time.boottime = 2.days + 3.hours') == ['shift boottime from 0s to 2d 3h']
        changes('time.boottime = 51.hours') == []
        changes('time { boottime = 51.hours; monotonic = 0.seconds }') == []
        changes('time.monotonic -= 1.5.seconds') == ['shift monotonic from 0s to -1.5s']
        operations*.step()*.text()[0] ==~ $/write\("/proc/\d+/timens_offsets", "monotonic -2 500000000\\nboottime 183600 0"\)/$
        eval('time.offsets') == [monotonic: Duration.ofMillis(-1500), boottime: Duration.ofHours(51)]
        eval("output 'cat /proc/self/timens_offsets'").split(/\s+/).toList() ==
            ['monotonic', '-2', '500000000', 'boottime', '183600', '0']
        changes('time.reset()').size() == 1
        changes('time.reset()') == []
        seen() == [0L, 0L]
    }

    def 'what is taken back is as before'() {
        given:
        changes('time.boottime += 1.day\ntime.boottime += 1.day')
        def second = operations[1].undo().get()
        def first = operations[0].undo().get()

        when:
        session.change(second)

        then:
        eval('time.boottime') == Duration.ofDays(1)

        when:
        session.change(first)

        then:
        eval('time.boottime') == Duration.ZERO
        eval('here.time == host.time')

        when: 'and back again, after a program has frozen it'
        changes("time.boottime += 1.day\nsh 'true'\ntime.boottime += 1.hour")
        session.change(operations.last().undo().get())

        then:
        seen() == [0L, DAY]

        when:
        changes('time.reset()')
        session.change(operations.last().undo().get())

        then:
        seen() == [0L, DAY]
    }

    def 'the first program freezes the clocks, and setting one then makes fresh ones and says so'() {
        expect:
        eval('time.frozen')
        eval('time.boottime += 1.day\ntime.frozen') == false
        changes('time.boottime += 1.day') && operations[0].step().text().startsWith('write(')

        when:
        def before = eval('here.time.id')
        eval("sh 'true'")

        then:
        eval('time.frozen')
        notices == []

        when:
        eval('time.monotonic += 1.hour')

        then:
        operations.last().step().text().startsWith('unshare(CLONE_NEWTIME)')
        eval('here.time.id') != before
        notices == ["the offsets of $before are fixed because a program was started in it; ${eval('here.time.id')} replaces it".toString()]
        !eval('time.frozen')
        seen() == [HOUR, 2 * DAY]
    }

    def 'what is set in a block ends with it'() {
        expect:
        eval('time.boottime += 1.day')
        eval("netns('a') { time.boottime += 1.day; output 'readlink /proc/self/ns/net; cat /proc/self/timens_offsets' }")
            .split(/\s+/)[0, 5] == [eval("netns('a').id"), '172800']
        seen() == [0L, DAY]
        eval("netns('a').time.boottime") == Duration.ofDays(1)
        seen("netns('a').output") == [0L, DAY]

        when: 'a block that fails'
        eval("netns('a') { time.boottime += 1.day; throw new IllegalStateException('no') }")

        then:
        thrown(IllegalStateException)
        seen() == [0L, DAY]
    }

    def 'a line that fails later has set the clocks, as it has done all else'() {
        when:
        eval('time.boottime += 1.day\nassert false')

        then:
        thrown(AssertionError)
        seen() == [0L, DAY]

        when: 'it made a place'
        eval("unshare('net') { }\nenter netns('a')\ntime.boottime += 1.day\nassert false")

        then:
        thrown(AssertionError)
        eval('here.net == host.net')
        seen() == [0L, DAY]
    }

    def 'a place that is left takes its clocks along'() {
        expect:
        eval("enter netns('a')\ntime.boottime += 1.day")
        seen() == [0L, DAY]
        eval('leave()\nhere == host')
        seen() == [0L, 0L]
    }

    def 'namespaces and words that were kept see the clocks of their place'() {
        when:
        eval("a = netns 'a'\nnow = clock\nt = time\nt.boottime += 1.day")

        then:
        seen('a.output') == [0L, DAY]
        eval('a.time.boottime') == Duration.ofDays(1)
        eval('now.boottime') >= Duration.ofDays(1)

        when:
        eval("netns('b') { t.boottime += 1.day }")

        then: 't is the clock of where it was made'
        seen() == [0L, 2 * DAY]
        seen('a.output') == [0L, 2 * DAY]

        when: 'a block kept one, and is over'
        eval("b = netns('b') { time.boottime += 1.day; netns 'a' }")

        then:
        seen('b.output') == [0L, 2 * DAY]
    }

    def 'programs of every kind, in any context'() {
        given:
        eval('time { boottime += 1.day; monotonic += 1.hour }')

        expect:
        seen("exec 'true'\noutput") == [HOUR, DAY]
        eval("unshare('net', 'pid', 'uts', 'ipc', 'mnt') { output 'echo \$\$; grep -c 86400 /proc/self/timens_offsets' }")
            .readLines()[1] == '1'
        eval("unshare('user', 'net') { output 'cat /proc/self/timens_offsets' }").split(/\s+/)[1, 4] == ["$HOUR", "$DAY"]
        eval("job = spawn 'cat /proc/self/timens_offsets'\njob.wait(9.seconds)\njob.output").split(/\s+/)[1, 4] == ["$HOUR", "$DAY"]
        eval("shell 'true'") == 0
        eval("unshare('time') { output 'cat /proc/self/timens_offsets' }").split(/\s+/)[1, 4] == ["$HOUR", "$DAY"]
        eval("unshare('time') { time.boottime += 1.day; output 'cat /proc/self/timens_offsets' }").split(/\s+/)[4] == "${2 * DAY}"
        eval("unshare('user', 'time') { output 'cat /proc/self/timens_offsets' }").split(/\s+/)[1, 4] == ["$HOUR", "$DAY"]
    }

    def 'in the context of a process its clocks are those of its namespace'() {
        given:
        peer('touch /run/far; unshare --time=/run/far --boottime 1000000 --monotonic -1 true')

        expect:
        eval("timens(path: '/run/far') { clock.boottime }") > Duration.ofSeconds(1_000_000)
        // nsenter goes into a namespace that nsx has not made, and then becomes the program
        eval("job = timens(path: '/run/far') { spawn 'exec sleep 100' }\nwhile (output(\"cat /proc/\$job.pid/comm\") != 'sleep') { }")
            == null
        eval('enter(pid: job.pid) { time.offsets }') ==
            [monotonic: Duration.ofSeconds(-1), boottime: Duration.ofSeconds(1_000_000)]
        eval('enter(pid: job.pid) { uptime() }') > Duration.ofSeconds(1_000_000)
        eval("enter(pid: job.pid) { time.boottime += 1.day; output 'cat /proc/self/timens_offsets' }").split(/\s+/)[1, 4] ==
            ['-1', "${1_000_000 + DAY}"]

        cleanup:
        eval('job.kill().wait()')
        peer('umount /run/far')
    }

    def 'the clocks read in order, and the time of day has a zone'() {
        when:
        def first = eval('clock.monotonic') as Duration
        def now = eval('clock.realtime')

        then:
        eval('clock.monotonic') > first
        eval('clock.boottime + 1.second > clock.monotonic')
        now instanceof ZonedDateTime
        Duration.between(now, ZonedDateTime.now()) < Duration.ofMinutes(1)
        eval("time.boottime += 1.week\nclock.realtime") < ZonedDateTime.now()
        eval('uptime()') instanceof Duration
    }

    def '#line is refused: #says'() {
        when:
        changes(line)

        then:
        NsxException e = thrown()
        "$e.message: ${e.reason()}; ${e.hint()}".contains(says)
        operations == []
        eval('time.offsets.values().every { it.zero }')

        where:
        line                                        | says
        'time.boottime -= 4000.days'                | 'and cannot go below zero (ERANGE); the offset can be -'
        'time { monotonic = -10000.weeks }'         | 'cannot shift monotonic by -70000d: the clock shows'
        'time.boottime = 1700000.days'              | 'cannot shift boottime by 1700000d: a kernel clock cannot show more than 146 years (ERANGE)'
        'time.boottime = 1e15.days'                 | 'longer than the longest duration'
        'time.boottime = 5'                         | 'cannot set boottime to 5: the offset of a clock is a duration; such as: time.boottime += 1.day'
        "time.monotonic = '1 day'"                  | 'cannot set monotonic to 1 day: the offset of a clock is a duration'
        'time.monotonic = null'                     | 'cannot set monotonic to null'
        'time.realtime = 1.day'                     | 'cannot set realtime: CLOCK_REALTIME, the time of day, is not virtualised'
        'time.realtime += 1.day'                    | 'time namespaces shift monotonic and boottime only (time_namespaces(7)); clock.realtime reads it'
        'time { realtime = 1.day }'                 | 'not virtualised'
        'time.realtime'                             | 'realtime has no offset'
        'time.bootime = 1.day'                      | "there is no clock bootime: null; did you mean 'boottime'?"
        'time { monotonc = 1.day }'                 | "did you mean 'monotonic'?"
    }

    def 'the clocks of a block that has ended cannot be set'() {
        when:
        eval("netns 'a'; netns('a').time.boottime += 1.day")

        then:
        NsxException e = thrown()
        e.message == 'cannot set the clocks of a block that has ended'
        e.hint().contains("netns('a') { time.boottime += 1.day")
    }

    def 'the kernel draws the same limits'() {
        given:
        long up = Clock.BOOTTIME.now().seconds

        expect:
        eval("time.boottime = -${up - 60}.seconds\ntime.boottime") == Duration.ofSeconds(60 - up)
        peer("unshare --time --boottime -${up - 60} true; ! unshare --time --boottime -${up + 60} true") =~ 'Numerical result out of range'
        eval("time.boottime = ${4611686018L - up - 60}.seconds; time.boottime.toDays() > 50000")
        peer("! unshare --time --boottime ${4611686018L - up + 60} true") =~ 'Numerical result out of range'
    }

    def 'many clocks, set and frozen, leave nothing behind'() {
        expect: 'FreshNamespaces looks at descriptors, threads and processes'
        eval("100.times { time.boottime += 1.second; if (it % 10 == 0) sh 'true' }\ntime.boottime") == Duration.ofSeconds(100)
        eval("100.times { unshare('time') { time.boottime += 1.day } }\ntime.boottime") == Duration.ofSeconds(100)
        Thread.allStackTraces.keySet().count { it.name == 'nsx-anchor' } == 1
    }
}
