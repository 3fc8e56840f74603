package nsx.ns;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import nsx.proc.ProcessInfo;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * The programs that a container was started with. A command line does not identify a program: a shell replaces
 * itself, an interpreter prepends itself, and a server sets its title. So the directory of the container has a file
 * {@code run-PID} for each program with the start time, because a process number can be reused, and the original
 * command.
 */
final class StartedPrograms {
    private static final String PREFIX = "run-";

    private final String directory;

    StartedPrograms(String directory) {
        this.directory = directory;
    }

    /** Notes a process; a process that has ended is not noted. */
    void note(int pid, String command) {
        OptionalLong started = ProcessInfo.started(pid);
        if (started.isEmpty()) {
            return;
        }
        try (Fd file = Files.open(file(pid), Files.O_WRONLY | Files.O_CREAT | Files.O_TRUNC, 0600)) {
            Files.write(file, started.getAsLong() + "\n" + command);
        }
    }

    /** The process ids of the programs that still run. */
    List<Integer> running() {
        return noted().filter(pid -> command(pid).isPresent()).toList();
    }

    /** The process id of the program that was started by this command. */
    Optional<Integer> running(String command) {
        return noted().filter(pid -> command(pid).filter(command::equals).isPresent())
                .findFirst();
    }

    /** Removes all notes. */
    void forget() {
        noted().forEach(pid -> Files.unlink(file(pid)));
    }

    private Stream<Integer> noted() {
        return Files.names(directory).stream()
                .filter(name -> name.matches(PREFIX + "[0-9]{1,9}"))
                .map(name -> Integer.valueOf(name.substring(PREFIX.length())));
    }

    private String file(int pid) {
        return directory + "/" + PREFIX + pid;
    }

    /** The noted command of a process; empty if the process has ended, even if another one has its number now. */
    private Optional<String> command(int pid) {
        try {
            String[] note = Files.readText(file(pid), Files.SMALL).split("\n", 2);
            OptionalLong started = ProcessInfo.started(pid);
            return started.isPresent() && note.length == 2 && note[0].equals(Long.toString(started.getAsLong()))
                    ? Optional.of(note[1])
                    : Optional.empty();
        } catch (SysException e) {
            // the note was removed in the meantime
            return Optional.empty();
        }
    }
}
