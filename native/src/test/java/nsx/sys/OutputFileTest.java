package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OutputFileTest {
    /** More than a pipe holds. */
    private static final byte[] MUCH = new byte[1 << 20];

    @TempDir
    private Path directory;

    private String pipe() {
        Path pipe = directory.resolve("pipe");
        Peer.run("mkfifo '" + pipe + "'");
        return pipe.toString();
    }

    @Test
    void aPlainFileIsMadeOrEmptied() {
        String path = directory.resolve("file").toString();
        for (String text : new String[] {"longer", "short"}) {
            try (OutputFile file = OutputFile.open(path, 0600)) {
                file.write(text.getBytes());
                assertTrue(file.isRegular());
            }
            assertEquals(text, Files.readText(path));
        }
    }

    @Test
    void aPipeThatNobodyReadsIsRefused() {
        String pipe = pipe();
        assertEquals(
                Errno.ENXIO,
                assertThrows(SysException.class, () -> OutputFile.open(pipe, 0600))
                        .errno());
    }

    @Test
    void aPipeWithAReaderTakesMoreThanItHolds() {
        String pipe = pipe();
        CompletableFuture<String> read = new CompletableFuture<>();
        try (Fd first = Files.open(pipe, Files.O_RDONLY | Files.O_NONBLOCK)) {
            try (OutputFile file = OutputFile.open(pipe, 0600)) {
                // the reader's own open(2) waits for nobody: this writer is there
                read.completeAsync(() -> Peer.run("wc -c <'" + pipe + "'"));
                file.write(MUCH);
            }
            assertEquals(String.valueOf(MUCH.length), read.join(), first.toString());
        }
    }

    @Test
    void theWaitForASlowReaderEndsWhenTheThreadIsInterrupted() throws Exception {
        String pipe = pipe();
        FutureTask<SysException> task = new FutureTask<>(() -> {
            try (OutputFile file = OutputFile.open(pipe, 0600)) {
                return assertThrows(SysException.class, () -> file.write(MUCH));
            }
        });
        try (Fd reader = Files.open(pipe, Files.O_RDONLY | Files.O_NONBLOCK)) {
            Thread thread = new Thread(task);
            thread.start();
            Wait wait = new Wait();
            wait.readable(reader, Duration.ofSeconds(20));
            wait.release();
            thread.interrupt();
            assertEquals(Errno.EINTR, task.get().errno());
        }
    }
}
