package nsx.dsl.value.link

import nsx.dsl.error.NsxException
import nsx.netlink.Message
import nsx.rtnl.Link
import nsx.rtnl.Rtm
import nsx.rtnl.kind.BridgePort
import nsx.rtnl.kind.Kinds
import spock.lang.Specification

class KindOptionsSpec extends Specification {
    def "the number 0 that the kernel reports of an external xfrm is no number"() {
        given: 'struct ifinfomsg, then IFLA_LINKINFO with the kind xfrm, and IFLA_XFRM_LINK 0, IF_ID 0 and COLLECT_METADATA'
        def link = Link.decode(new Message(Rtm.NEWLINK.number(), 0, 0, 0, ('00' * 16 + '28001200' + '09000100' + '7866726d' + '00000000' +
            '18000200' + '0800010000000000' + '0800020000000000' + '04000300').decodeHex()))

        expect: 'a second run has nothing to set'
        link.kind() == 'xfrm'
        new KindOptions(null, Kinds.named('xfrm').get()).differences(link, [external: true]) == []
    }

    def "what an older kernel does not report of a macsec is off"() {
        given: 'struct ifinfomsg, then IFLA_LINKINFO with the kind macsec and IFLA_MACSEC_ENCRYPT, as Linux 6.1 reports it'
        def link = Link.decode(new Message(Rtm.NEWLINK.number(), 0, 0, 0, ('00' * 16 + '1c001200' + '0b000100' + '6d6163736563' + '0000' +
            '0c000200' + '0500070001000000').decodeHex()))
        def options = new KindOptions(null, Kinds.named('macsec').get())

        expect:
        options.differences(link, [offload: 'off', encrypt: true]) == []
    }

    def "a vlan of which no switch is reported has them off"() {
        given: 'struct ifinfomsg, then IFLA_LINKINFO with the kind vlan and IFLA_VLAN_ID: vlan_fill_info leaves out flags that are 0'
        def link = Link.decode(new Message(Rtm.NEWLINK.number(), 0, 0, 0, ('00' * 16 + '1c001200' + '09000100' + '766c616e' + '00000000' +
            '0c000200' + '0600010005000000').decodeHex()))

        expect:
        new KindOptions(null, Kinds.named('vlan').get()).differences(link, [reorderHdr: false, gvrp: false]) == []
        Kinds.named('vlan').get().options('reorderHdr')[0].value(link.data()).get() == false
    }

    def "an option of a port that the kernel does not report is lacking"() {
        given: 'struct ifinfomsg, then IFLA_LINKINFO with the slave kind bridge and IFLA_BRPORT_STATE'
        def link = Link.decode(new Message(Rtm.NEWLINK.number(), 0, 0, 0, ('00' * 16 + '1c001200' + '0b000400' + '627269646765' + '0000' +
            '0c000500' + '0500010003000000').decodeHex()))

        when:
        new KindOptions(null, BridgePort.KIND).portDifferences(link, true, [mab: true])

        then:
        def e = thrown(NsxException)
        e.reason() == 'this kernel lacks it: it ignores IFLA_BRPORT_MAB'
    }
}
