package nsx.dsl.checkup;

import java.util.List;
import java.util.stream.Stream;

/** All that nsx needs, looked for on this machine. Nothing of it stays: links are tried in a namespace that ends with the try. */
public final class Checkup {
    private Checkup() {}

    public static List<Requirement> look() {
        return Stream.of(Capabilities.look(), Directories.look(), KernelParts.look())
                .flatMap(List::stream)
                .toList();
    }
}
