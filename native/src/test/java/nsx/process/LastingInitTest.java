package nsx.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The looks of a keeper at processes are few. Its programs are replaced: grep notes what it is to search, and a sleep is over at once. */
class LastingInitTest {
    private static final String HERE = "/proc/" + ProcessHandle.current().pid() + "/mountinfo";

    @TempDir
    Path directory;

    /**
     * The number of files that each grep was to search, in order.
     *
     * @param grep a condition of a shell, by which grep finds the mount in the files of this process
     * @param pauses the number of pauses after which the keeper is killed
     */
    private List<Integer> searches(String grep, int pauses) throws IOException, InterruptedException {
        return searches("pid:[1] 0", grep, pauses);
    }

    /** @param line what nsx tells the keeper */
    private List<Integer> searches(String line, String grep, int pauses) throws IOException, InterruptedException {
        program("grep", "shift 2; echo $# >>log; { " + grep + "; } && echo " + HERE);
        program("sleep", "echo >>pauses; [ $(wc -l <pauses) -lt " + pauses + " ] || kill -9 $PPID");
        ProcessBuilder keeper = new ProcessBuilder("/bin/sh", "-c", LastingInit.SCRIPT).directory(directory.toFile());
        keeper.environment().compute("PATH", (name, path) -> directory + ":" + path);
        Path input = Files.writeString(directory.resolve("input"), line + "\n");
        Process running = keeper.redirectInput(input.toFile()).start();
        assertEquals(128 + 9, running.waitFor());
        return Files.readAllLines(directory.resolve("log")).stream()
                .map(count -> Integer.valueOf(count.strip()))
                .toList();
    }

    @Test
    void whatNsxHasSeenIsLookedForAfterAPause() throws IOException, InterruptedException {
        assertEquals(1, searches("pid:[1] 0 y", "[ -e pauses ]", 2).size());
    }

    @Test
    void whatNsxDoesNotSeeIsLookedForAtOnce() throws IOException, InterruptedException {
        assertEquals(2, searches("pid:[1] 0 n", "true", 2).size());
    }

    @Test
    void whatEndsWithNsxLooksOnceNsxHasEnded() throws IOException, InterruptedException {
        assertEquals(2, searches("pid:[1] 0 y with", "true", 2).size());
    }

    @Test
    void whatEndsWithNsxLooksBeforeThatTooWhenNsxDoesNotSeeTheMount() throws IOException, InterruptedException {
        assertEquals(3, searches("pid:[1] 0 n with", "true", 2).size());
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theProcessThatSawTheMountIsAskedFirst() throws IOException, InterruptedException {
        List<Integer> searches = searches("[ $# -gt 1 ] || [ $1 = " + HERE + " ]", 6);
        assertEquals(7, searches.size(), () -> "process 1, all, and this one with each pause: " + searches);
        assertTrue(searches.get(1) > 1);
        assertEquals(List.of(1, 1, 1, 1, 1), searches.subList(2, 7));
    }

    @Test
    void whileProcessesAreInsideNoneIsAskedAfterTheMountIsGone() throws IOException, InterruptedException {
        List<Integer> searches = searches("! [ -e pauses ]", 8);
        assertEquals(4, searches.size(), () -> "this one, and this one, all and its own once more: " + searches);
    }
}
