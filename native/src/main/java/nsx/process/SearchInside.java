package nsx.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Pipe;
import nsx.sys.Spawn;

/**
 * Looks for a program in namespaces that no thread of nsx enters. nsenter(1) ends with 127 if there is no program,
 * but so may the program itself. nsenter also reports why a directory cannot be its working directory (since
 * util-linux 2.38).
 */
final class SearchInside {
    private SearchInside() {}

    /** Whether the program certainly has no file in these namespaces. */
    static boolean isMissing(List<Namespace> foreign, Program program) throws InterruptedException {
        List<Namespace> entered = foreign.stream()
                .filter(n -> n.kind() == NamespaceKind.USER || n.kind() == NamespaceKind.MNT)
                .toList();
        for (String path : SearchPath.candidates(program.arguments().get(0), program.variables())) {
            if (!answer(entered, path).filter(e -> e == Errno.ENOENT).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Errno> answer(List<Namespace> entered, String path) throws InterruptedException {
        List<Fd> held = new ArrayList<>();
        try (Pipe words = Pipe.open();
                Fd nothing = Files.open("/dev/null", Files.O_RDWR)) {
            Program program = Nsenter.entering(entered, List.of("--wdns=" + path), Program.of("/"), held);
            int number = nothing.number();
            Child child = Nsenter.start(
                    program.withOnly(Map.of("LC_ALL", "C")),
                    new Spawn.Setting(number, number, words.writing().number(), true));
            words.writing().close();
            String said = Files.readText(words.reading());
            child.await();
            return Errno.atEnd(said.strip());
        } catch (NamespaceException e) {
            return Optional.empty();
        } finally {
            held.forEach(Fd::close);
        }
    }
}
