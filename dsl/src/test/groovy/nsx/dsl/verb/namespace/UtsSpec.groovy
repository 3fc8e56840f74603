package nsx.dsl.verb.namespace

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

class UtsSpec extends LiveSpec {
    def "#word is read and set in the current UTS namespace, once"() {
        given:
        def before = eval("$word()")

        expect:
        changes("unshare('uts') { $word 'web'; $word web; $word() == 'web' && $word == 'web' }")
            .drop(1) == ["set the $word to web"]
        eval("unshare('uts') { $word 'web'; output '$read' }") == 'web'
        eval("$word()") == before
        peer(read) == before

        where:
        word         | read
        'hostname'   | 'cat /proc/sys/kernel/hostname'
        'domainname' | 'cat /proc/sys/kernel/domainname'
    }

    def "it agrees with uname(1), and undo takes it back"() {
        given:
        def before = eval('hostname()')

        when:
        eval "hostname 'web.example.org'"

        then:
        peer('uname -n') == 'web.example.org'
        operations*.command() == ['hostname web.example.org']

        when:
        peer operations[0].command().replaceFirst('web.example.org', 'other')

        then:
        eval('hostname()') == 'other'

        when:
        operations[0].undo().get().each { session.executor().run(it) }

        then:
        peer('uname -n') == before
    }

    def "a name that is none"() {
        when:
        eval text

        then:
        def e = thrown(NsxException)
        e.message == message
        e.reason() == reason
        operations == []

        where:
        text                         | message                                | reason
        "hostname ''"                | "'' is not a valid hostname"             | 'it is empty'
        "hostname 'x' * 65"          | "'${'x' * 65}' is not a valid hostname"  | 'it has 65 bytes; at most 64 fit'
        "hostname 'ü' * 33"          | "'${'ü' * 33}' is not a valid hostname"  | 'it has 66 bytes; at most 64 fit'
        "hostname 'a\\u001b[31mb'"   | "'a\\x1b[31mb' is not a valid hostname"  | 'it holds white space or a control character'
        "hostname 'a b'"             | "'a b' is not a valid hostname"          | 'it holds white space or a control character'
        "domainname ''"              | "'' is not a valid domainname"             | 'it is empty'
        "domainname 'a\\n'"          | "'a\\x0a' is not a valid domainname"       | 'it holds white space or a control character'
    }

    def "64 bytes fit"() {
        expect:
        eval("hostname 'x' * 64; hostname()") == 'x' * 64
    }
}
