package nsx.dsl.verb.firewall

import java.util.concurrent.Callable
import nsx.dsl.change.Kernel
import nsx.dsl.compile.Engine
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.netlink.Connection
import nsx.netlink.FakeKernel
import nsx.netlink.Flags
import nsx.netlink.Message
import nsx.netlink.Request
import nsx.nft.Nftables
import nsx.ns.Context
import nsx.xtables.Chain
import nsx.xtables.Counters
import nsx.xtables.TableFamily
import nsx.xtables.Tables
import nsx.xtables.XtablesTable
import spock.lang.Specification

/** What a kernel without a part of nftables answers, and one that does not permit it. */
class NatRefusalSpec extends Specification {
    private static final int BATCH_BEGIN = 0x10

    /** @param answer to one of nftables' messages; null lets it pass */
    private static NsxException refusal(Closure<Message> answer) {
        try {
            eval("nat.masquerade '10.0.0.0/24'", answer)
            assert false: 'was not refused'
        } catch (NsxException e) {
            return e
        }
    }

    /** @param legacy the tables of iptables-legacy */
    private static Object eval(String text, Closure<Message> answer, Tables legacy = Tables.none()) {
        def fake = new FakeKernel({ Message request ->
            def refused = answer(request)
            if (refused != null) {
                return [refused]
            }
            return request.has(Flags.ACK) ? [FakeKernel.ack(request)] : request.has(Flags.DUMP) ? FakeKernel.dump(request, []) : []
        })
        def connection = new Connection(fake)
        def kernel = new Kernel() {
            Connection netlink(Context context, int family) {
                assert family == Request.NETFILTER
                connection
            }

            def <T> T call(Context context, Callable<T> action) {
                legacy.tables().empty ? action.call() : legacy
            }

            void release() {}

            void close() {}
        }
        def session = new Session(new Engine(Words.vocabulary()), kernel, Context.ofThisThread())
        try {
            return session.eval(new Source('test.nsx', text))
        } finally {
            session.close()
        }
    }

    private static Closure<Message> refusing(int type, int errno, int offset = 0) {
        return { Message request ->
            request.type() != type ? null :
                offset == 0 ? FakeKernel.error(request, errno) : FakeKernel.error(request, errno, '', offset)
        }
    }

    def "what the kernel lacks ends with 69: #lacks"() {
        when:
        def e = refusal(refusing(type, errno, offset))
        then:
        e.exitCode() == ExitCode.UNSUPPORTED
        e.hint().startsWith("this kernel lacks $lacks")
        where:
        type                         | errno | offset | lacks
        Nftables.GET_TABLE.number()  | 22    | 0      | 'nftables'
        BATCH_BEGIN                  | 95    | 0      | 'nftables'
        Nftables.NEW_TABLE.number()  | 95    | 0      | 'nftables'
        // 16 netlink header, 4 nfgenmsg, 8 table, 16 chain
        Nftables.NEW_CHAIN.number()  | 2     | 44     | "nftables' chains for NAT"
        Nftables.NEW_RULE.number()   | 2     | 48     | 'an expression that the rule needs'
    }

    def "what is not permitted ends with 77"() {
        when:
        def e = refusal(refusing(type, 1))
        then:
        e.exitCode() == ExitCode.NOT_PERMITTED
        e.message == message
        where:
        type                        | message
        Nftables.GET_TABLE.number() | 'cannot read the rules of nftables'
        BATCH_BEGIN                 | 'cannot make nftables table inet nsx'
    }

    def "another refusal has the kernel's words"() {
        when:
        def e = refusal(refusing(Nftables.NEW_RULE.number(), 12))
        then:
        e.exitCode() == ExitCode.FAILED
        e.message == 'cannot masquerade 10.0.0.0/24'
        e.reason() == 'Cannot allocate memory (ENOMEM)'
    }

    def "nft() lists the rules of iptables-legacy where the kernel lacks nftables, and says so"() {
        given:
        def chain = new Chain(TableFamily.IPV4, 'filter', 'INPUT', true, true, new Counters(1, 84), [])
        def legacy = new Tables([new XtablesTable(TableFamily.IPV4, 'filter', [chain])])
        when:
        def rows = eval('nft()', refusing(Nftables.GET_TABLE.number(), 22), legacy)
        rows = rows.hasProperty('value') && !(rows instanceof Iterable) ? rows.value : rows
        then:
        rows*.rule == ['-P INPUT DROP']
        rows.notes == ['no rules of nftables: this kernel lacks nf_tables']
    }

    def "nft() does not hide that the rules may not be read"() {
        when:
        eval('nft()', refusing(Nftables.GET_TABLE.number(), 1))
        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.NOT_PERMITTED
    }
}
