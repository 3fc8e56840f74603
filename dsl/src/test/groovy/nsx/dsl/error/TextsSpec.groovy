package nsx.dsl.error

import spock.lang.Specification

/** What nsx takes for a typing error. */
class TextsSpec extends Specification {
    def "#word is near #near"() {
        expect:
        Texts.nearest(word, known).orElse(null) == near
        where:
        word    | known             || near
        'renam' | ['team', 'rename'] || 'rename'
        'lnks'  | ['links', 'link']  || 'links'
        'nope'  | ['on']             || null
        'dev'   | ['device', 'mtu']  || 'device'
        'proto' | ['port', 'protocol'] || 'protocol'
        'prot'  | ['port', 'protocol'] || 'port'
    }
}
