package nsx.dsl.verb.firewall

import nsx.dsl.verb.Words
import nsx.dsl.verb.network.NetworkSpec

/** What the words of each of nsx's own tables keep to, looked at with nft(8). */
abstract class OwnTableSpec extends NetworkSpec {
    /** The rules with a counter of a chain of the table, as nft lists them. */
    static List<String> rules(String table, String chain) {
        peer("nft list chain inet $table $chain | grep counter || true").readLines()*.trim()
    }

    static String ruleset(String netns) {
        peer("ip netns exec $netns nft -j list ruleset").replaceAll(/, "handle": \d+/, '')
    }

    /** Takes back what was done since the last look. */
    void takeBack() {
        undo(operations.collect())
    }

    /** The line makes a rule; its second run changes nothing, and the rule is listed as it was made. */
    void makesOnce(String line, String listing) {
        assert changes(line).size() == 2
        assert changes(line) == []
        assert eval(line) == eval(listing)[0]
    }

    /** The command lines of the operations make the same rules in another namespace. */
    void commandsDoTheSame(String lines) {
        changes "netns('a') { $lines }"
        def commands = operations.drop(1)*.command()
        peer 'ip netns add b'
        commands.each { peer "ip netns exec b $it" }
        assert commands.every { it.startsWith('nft ') }
        assert ruleset('a') == ruleset('b')
    }

    static List<String> examples(String... words) {
        words.collectMany { Words.vocabulary().find(it).get().examples()*.script() }
    }
}
