package nsx.dsl.scope;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.error.Texts;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.session.Job;
import nsx.dsl.session.Session;
import nsx.dsl.value.process.ContainerValue;
import nsx.ns.Context;

/** The programs of a container: those that were started for it, and others with the same command line. */
final class ContainerPrograms {
    private ContainerPrograms() {}

    /**
     * Returns the process that runs this command in the container, or starts it.
     *
     * @param outside the context that contains the container's names
     */
    static Object once(Session session, Context outside, String name, Supplier<Object> start, Object... command) {
        String line = Arrays.stream(command)
                .filter(c -> !(c instanceof Map))
                .map(Texts::of)
                .collect(Collectors.joining(" "));
        Supplier<Optional<ProcessRow>> look = () -> session.within(outside, name, () -> running(session, name, line));
        Optional<ProcessRow> running = look.get();
        if (running.isPresent()) {
            return running.get();
        }
        return ContainerValue.starting(session, outside, name, () -> {
            Optional<ProcessRow> meanwhile = look.get();
            return meanwhile.isPresent() ? meanwhile.get() : started(session, outside, name, start.get(), line);
        });
    }

    private static Object started(Session session, Context outside, String name, Object program, String line) {
        if (program instanceof Job job) {
            session.within(outside, name, () -> {
                ContainerValue.started(session, name, job.child().program(), line);
                return null;
            });
        }
        return program;
    }

    private static Optional<ProcessRow> running(Session session, String name, String line) {
        Optional<ProcessRow> started = ContainerValue.running(session, name, line);
        if (started.isPresent()) {
            return started;
        }
        return ContainerValue.find(session, name).stream()
                .flatMap(c -> c.getProcesses().stream())
                .filter(p -> p.command().equals(line) || p.command().equals("/bin/sh -c " + line))
                .findFirst();
    }
}
