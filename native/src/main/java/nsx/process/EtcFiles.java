package nsx.process;

import java.util.Optional;
import nsx.ns.Namespace;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * Finds files of /etc as programs in a network namespace see them: the files of {@code /etc/netns/NAME} cover them
 * (ip-netns(8)).
 */
public final class EtcFiles {
    private EtcFiles() {}

    /** The path of the file, in the calling thread's mount namespace. */
    public static String path(Namespace net, String file) {
        return NetworkView.names(net)
                .map(name -> "/etc/netns/" + name + "/" + file)
                .filter(Files::exists)
                .findFirst()
                .orElse("/etc/" + file);
    }

    /** The text of a file; empty if it is missing or unreadable. */
    public static Optional<String> text(String path) {
        try {
            return Optional.of(Files.readText(path));
        } catch (SysException e) {
            return Optional.empty();
        }
    }
}
