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
import spock.lang.Specification

/** What a kernel without a part of nftables answers, and one that does not permit it. */
class NatRefusalSpec extends Specification {
    private static final int BATCH_BEGIN = 0x10

    /** @param answer to one of nftables' messages; null lets it pass */
    private static NsxException refusal(Closure<Message> answer) {
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
                action.call()
            }

            void release() {}

            void close() {}
        }
        def session = new Session(new Engine(Words.vocabulary()), kernel, Context.ofThisThread())
        try {
            session.eval(new Source('test.nsx', "nat.masquerade '10.0.0.0/24'"))
            assert false: 'was not refused'
        } catch (NsxException e) {
            return e
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
}
