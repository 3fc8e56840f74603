package nsx.dsl.verb

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.LiveSpec
import nsx.dsl.change.Executor
import nsx.dsl.change.Operation
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import nsx.dsl.help.PeerCommands
import nsx.dsl.session.Verb
import nsx.dsl.value.namespace.NamedSet
import nsx.dsl.word.Example
import nsx.rtnl.kind.Kinds
import spock.lang.Shared
import nsx.test.Root

/**
 * Every example of every word, as the reference and help show it, each in fresh namespaces. The commands that equal it are what its
 * operations say; {@code .ci/generate examples} writes them down for help.
 */
class ExamplesSpec extends LiveSpec {
    static final Path WRITTEN = Path.of('src/main/resources/nsx/dsl/help/peer-commands.txt')

    @Shared
    Map<String, String> seen = [:]
    List<String> commands = []

    def setup() {
        def next = session.executor()
        session.executeWith(new Executor() {
            @Override
            Object run(Operation operation) {
                commands << steady(inItsNetwork(operation))
                next.run(operation)
            }
        })
    }

    def cleanupSpec() {
        if (Boolean.getBoolean('nsx.docs.write')) {
            Files.writeString(WRITTEN, seen.values().join(''))
        }
    }

    def "#verb.name(): #example.summary"() {
        given:
        assumePossible(example.needs())

        when:
        def failure = failureOf(example)

        then: "it runs, unless the kernel lacks what it says it needs: then the error says so, and ip(8) agrees"
        failure == null || example.needs() && failure.exitCode() == ExitCode.UNSUPPORTED && isLacking(example.needs())

        and: "help shows the commands that equal it, of which a kernel that lacks something sees only the first"
        isWritten(verb, example, failure != null)

        where:
        [verb, example] << Words.vocabulary().verbs().collectMany { verb ->
            verb.examples().collect { [verb, it] }
        }
    }

    def "every word has an example, and says in one line what it is for"() {
        expect:
        Words.vocabulary().verbs().findAll { !it.examples() || it.summary().readLines().size() != 1 }*.name() == []
    }

    def "every word that another one points to is there"() {
        given:
        def words = Words.vocabulary()

        expect:
        words.verbs().collectMany { verb -> verb.related().findAll { words.find(it).empty }.collect { "${verb.name()}: $it" } } == []
    }

    def "a word that only asks names the command that shows the same, if there is one"() {
        expect:
        Words.vocabulary().verbs().findAll { it.asks() && !it.peer() }*.name() == ['gc', 'pingall', 'diff', 'doctor', 'export', 'probe', 'topology.dot', 'topology.json', 'topology.mermaid', 'topology.svg', 'topology', 'why', 'explain',
             'help', 'made', 'plan', 'show', 'table', 'undo']
    }

    private boolean isWritten(Verb verb, Example example, boolean cut) {
        // where control groups are depends on the machine; a user namespace's commands on who made it
        if (example.needs() == 'cgroup' || !commands || !Root.isOfMachine()) {
            return true
        }
        def written = PeerCommands.of(verb, example)
        def known = (cut ? written.take(commands.size()) : written) == commands
        seen[verb.name() + example.summary()] = PeerCommands.entry(verb, example, known ? written : commands)
        assert Boolean.getBoolean('nsx.docs.write') || known
        true
    }

    /** The command with the named network namespace that it is to be run in. */
    private String inItsNetwork(Operation operation) {
        def net = operation.context().net()
        def words = operation.command().split(' ') as List
        if (net == session.host().net() || words.take(2) == ['ip', 'netns'] || words[0] in ['nsenter', 'mkdir']) {
            return operation.command()
        }
        def name = NamedSet.networks(session).values().find { it.namespace() == net }?.name
        !name ? operation.command()
            : words[0] == 'ip' ? "ip -n $name ${words.drop(1).join(' ')}" : "ip netns exec $name ${operation.command()}"
    }

    /** Without the numbers that differ from run to run: processes, descriptors, keys made of inodes. */
    private static String steady(String command) {
        command.replaceAll('/proc/\\d+/fd/\\d+', '/proc/PID/fd/N')
            .replaceAll('(ip netns attach \\S+) \\d+', '$1 PID')
            .replaceAll('kill -KILL \\d+', 'kill -KILL PID')
            .replaceAll('0x0[17][0-9a-f]{6}', 'KEY')
    }

    private NsxException failureOf(Example example) {
        try {
            eval(example.script())
            return null
        } catch (NsxException e) {
            return e
        }
    }

    private static boolean isLacking(String needs) {
        if (Kinds.ALL.every { it.name() != needs }) {
            return true
        }
        peer("ip link add probe type $needs 2>&1 || true").contains('Unknown device type')
    }
}
