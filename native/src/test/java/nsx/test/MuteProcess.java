package nsx.test;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process whose command line nobody can read: who tries waits until it ends. Within {@link Fresh}, whose /run it uses; it takes
 * FUSE and a compiler.
 */
public final class MuteProcess implements AutoCloseable {
    private static final Path DIRECTORY = Path.of("/run/mute");

    private final Process process;

    private MuteProcess(Process process) {
        this.process = process;
    }

    public static MuteProcess start() throws IOException {
        assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "needs FUSE: modprobe fuse");
        Path program = program();
        Path file = Files.createTempFile(DIRECTORY, "page", "");
        Process process = new ProcessBuilder(program.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        MuteProcess mute = new MuteProcess(process);
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        if (!"ready".equals(line)) {
            mute.close();
            throw new AssertionError("mute said " + line);
        }
        mute.awaitLock();
        return mute;
    }

    private static Path program() throws IOException {
        Path program = DIRECTORY.resolve("mute");
        if (!Files.exists(program)) {
            Files.createDirectories(DIRECTORY);
            try (InputStream source = MuteProcess.class.getResourceAsStream("mute.c")) {
                Files.copy(source, DIRECTORY.resolve("mute.c"));
            }
            Peer.run("gcc -pthread -o " + program + " " + program + ".c");
        }
        return program;
    }

    /** Its first thread waits for the lock now: in state D, which nothing else brings it into. */
    private void awaitLock() {
        Path stat = Path.of("/proc/" + pid() + "/stat");
        try {
            while (!Files.readString(stat).contains("(mute) D ")) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int pid() {
        return (int) process.pid();
    }

    /** Ends it, and with it the wait of who reads. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            process.getInputStream().close();
            process.getOutputStream().close();
            process.getErrorStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
