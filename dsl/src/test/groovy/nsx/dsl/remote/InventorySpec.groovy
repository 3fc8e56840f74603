package nsx.dsl.remote

import nsx.dsl.error.NsxException
import spock.lang.Specification

class InventorySpec extends Specification {
    def inventory = Inventory.parse('i.ini', '''
        # a comment
        lonely ansible_host=10.0.0.9   ; another
        [web]
        web[01:03].example ansible_port=2222
        [db]
        db1 ansible_host=10.0.0.5 ansible_user=root ansible_ssh_private_key_file="/k e y"
        [site:children]
        web
        db
        [web:vars]
        ansible_user = admin
        [all:vars]
        nsx=/opt/nsx/bin/nsx
        '''.stripIndent())

    def "hosts have what their groups say, and what they say themselves"() {
        expect:
        inventory.hosts()*.name() == ['lonely', 'web01.example', 'web02.example', 'web03.example', 'db1']
        inventory.hosts()*.destination() ==
            ['10.0.0.9', 'admin@web01.example', 'admin@web02.example', 'admin@web03.example', 'root@10.0.0.5']
        inventory.hosts()[1].port().get() == 2222
        inventory.hosts()[4].address() == ['-i', '/k e y', '--', 'root@10.0.0.5']
        inventory.hosts()*.nsx().unique() == ['/opt/nsx/bin/nsx']
    }

    def "a group of groups has the hosts of all"() {
        expect:
        inventory.groups().site == ['web01.example', 'web02.example', 'web03.example', 'db1']
        inventory.groups().all.size() == 5
    }

    def "#text is refused"() {
        when:
        Inventory.parse('i.ini', text).hosts()

        then:
        thrown(NsxException)

        where:
        text << ['[a:thing]', 'h[0:999999]', 'h ansible_host=-oProxyCommand=x', 'h ansible_port=0', 'h ansible_host=$(id)']
    }
}
