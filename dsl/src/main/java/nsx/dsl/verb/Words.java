package nsx.dsl.verb;

import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.verb.firewall.FirewallWords;
import nsx.dsl.verb.ipc.IpcWords;
import nsx.dsl.verb.language.LanguageWords;
import nsx.dsl.verb.namespace.NamespaceWords;
import nsx.dsl.verb.network.NetworkWords;
import nsx.dsl.verb.process.ProcessWords;
import nsx.dsl.verb.remote.RemoteHostWords;
import nsx.dsl.verb.see.SeeWords;
import nsx.dsl.verb.time.TimeWords;
import nsx.dsl.verb.traffic.TrafficWords;

/** All words of the language: the lists of the themes, and one word for each kind of link. */
public final class Words {
    public static final List<Verb> ALL = Stream.of(
                    NamespaceWords.ALL,
                    networks(),
                    IpcWords.ALL,
                    TimeWords.ALL,
                    ProcessWords.ALL,
                    SeeWords.ALL,
                    RemoteHostWords.ALL,
                    LanguageWords.ALL,
                    NetworkWords.KINDS)
            .flatMap(List::stream)
            .toList();

    private Words() {}

    /** Help and the reference list the words of networks as one theme, by name. */
    private static List<Verb> networks() {
        return Stream.of(NetworkWords.ALL, TrafficWords.ALL, FirewallWords.ALL)
                .flatMap(List::stream)
                // Comparator.comparing would generate a class in each run
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** The words of the language by name. */
    public static Vocabulary vocabulary() {
        return new Vocabulary(ALL);
    }
}
