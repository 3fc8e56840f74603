package nsx.dsl.checkup;

import java.util.List;
import java.util.stream.Stream;

/**
 * Checks all requirements of nsx on this machine. The checks leave nothing behind: links are tried in a temporary
 * namespace.
 */
public final class Checkup {
    private Checkup() {}

    public static List<Requirement> look() {
        return Stream.of(Capabilities.look(), Directories.look(), KernelParts.look())
                .flatMap(List::stream)
                .toList();
    }
}
