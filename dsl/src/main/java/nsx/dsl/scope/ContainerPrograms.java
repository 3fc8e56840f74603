package nsx.dsl.scope;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.dsl.error.Texts;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.session.Session;
import nsx.dsl.value.process.ContainerValue;

/** The programs of a container, known by their command lines. */
final class ContainerPrograms {
    private ContainerPrograms() {}

    /** The process in the container that runs this command, alone or as the line of a shell. */
    static Optional<ProcessRow> running(Session session, String name, Object... command) {
        String line = Arrays.stream(command)
                .filter(c -> !(c instanceof Map))
                .map(Texts::of)
                .collect(Collectors.joining(" "));
        return ContainerValue.find(session, name).stream()
                .flatMap(c -> c.getProcesses().stream())
                .filter(p -> p.command().equals(line) || p.command().equals("/bin/sh -c " + line))
                .findFirst();
    }
}
