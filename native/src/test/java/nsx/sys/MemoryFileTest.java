package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MemoryFileTest {
    private static final byte[] CONTENT = "#!/bin/sh\nexit 7\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void aSealedProgramCannotBeChanged() {
        try (MemoryFile program = MemoryFile.sealedProgram("sealed", CONTENT)) {
            String path = "/proc/self/fd/" + program.fd().number();
            assertEquals(Errno.EPERM, refused(() -> program.write("x".getBytes(StandardCharsets.UTF_8))));
            assertEquals(Errno.EPERM, refused(() -> Files.truncate(program.fd(), 0)));
            assertEquals(Errno.EPERM, refused(() -> Files.truncate(program.fd(), 1000)));
            assertEquals(Errno.EPERM, refused(() -> Files.writeText(path, "x")));
            assertEquals(
                    Errno.EPERM,
                    refused(() ->
                            Files.open(path, Files.O_WRONLY | Files.O_TRUNC).close()));
            assertArrayEquals(CONTENT, program.content());
        }
    }

    private static Errno refused(Runnable change) {
        return assertThrows(SysException.class, change::run).errno();
    }
}
