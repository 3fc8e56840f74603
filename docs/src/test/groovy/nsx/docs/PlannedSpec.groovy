package nsx.docs

import java.nio.file.Files
import java.nio.file.Path
import nsx.test.Fresh
import nsx.test.Peer
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** {@code nsx --plan} as the kernel sees it: a process that asks and changes nothing. */
@Requires({ Files.exists(Path.of('../repl/target/app/complete')) })
class PlannedSpec extends Specification {
    /** What changes the machine or enters another namespace; reading needs none of them, but for a picture of what is in others. */
    static final CHANGING = ['unshare', 'setns', 'mount', 'umount2', 'sethostname', 'setdomainname', 'shmget', 'shmctl', 'msgget',
                             'semget', 'mq_open', 'mkdir', 'mkdirat', 'open_tree', 'move_mount', 'unlink', 'unlinkat', 'kill']
    /** The same questions by number, RTM_GET* and NFT_MSG_GET*: strace does not know of which family a socket in another namespace is. */
    static final NUMBERS = '(0x12|0x16|0x1a|0x1e|0x22|0x5a|0xa01|0xa04|0xa07) '
    static final RUNNING = ['execve', 'execveat']

    @TempDir Path directory

    def "a plan of lab/#lab changes nothing"() {
        given:
        def trace = directory.resolve('trace')

        when:
        def plan = Fresh.call {
            Peer.run("strace -f -qq -o $trace -e trace=sendto,sendmsg,openat,${(CHANGING + RUNNING).join(',')} ../nsx --plan lab/$lab")
        }
        def calls = Files.readAllLines(trace)*.replaceFirst(/^\d+ +/, '')

        then:
        plan.readLines().size() > 3
        calls.findAll { call -> (lab == 'article' ? CHANGING - 'setns' : CHANGING).any { call.startsWith("$it(") } } == []
        // the launcher is a shell that becomes java
        calls.findAll { call -> RUNNING.any { call.startsWith("$it(") } && !(call =~ /nsx"|\/stat"|\/java"|ENOENT/) } == []

        and: 'every message is a question'
        def sent = calls.findAll { it.contains('nlmsg_type=') }
        lab != 'article' || sent.size() > 5
        sent.every { it =~ /nlmsg_type=(RTM_GET|NFNL_SUBSYS_NFTABLES<<8\|NFT_MSG_GET|$NUMBERS)/ }

        and: 'no file of the kernel is written'
        calls.findAll { it =~ /^openat\(.*"\/(proc\/sys|sys|run|dev)\/.*O_(WRONLY|RDWR|CREAT)/ && !it.contains('/dev/null') && !it.contains('/dev/tty') } == []

        where:
        lab << ['article', 'chain', 'star', 'router', 'ipc', 'time', 'container']
    }
}
