package nsx.repl.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds files by the XDG base directory specification, and checks that they are the user's own. */
public final class UserFile {
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int PERMISSIONS = 07777;

    private UserFile() {}

    /**
     * A path below one of the base directories; empty if neither the variable nor HOME is absolute.
     *
     * @param variable the variable, such as XDG_STATE_HOME
     * @param otherwise the default below HOME: {@code .local/state}
     */
    public static Optional<Path> below(
            Map<String, String> environment, String variable, String otherwise, String file) {
        String set = environment.getOrDefault(variable, "");
        Path base = set.startsWith("/") ? Path.of(set) : Path.of(environment.getOrDefault("HOME", ""), otherwise);
        return base.isAbsolute() ? Optional.of(base.resolve("nsx").resolve(file)) : Optional.empty();
    }

    /**
     * The effective user, who owns /proc/self (proc(5)). The C library would know too, but JNA takes 30 ms to load,
     * and the prompt asks before it is shown.
     */
    public static int user() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /**
     * The reason why a file must not be trusted, as the end of a sentence about it; empty if it may be trusted or
     * does not exist.
     */
    public static Optional<String> distrust(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Map<String, Object> facts =
                Files.readAttributes(file, "unix:uid,mode,isSymbolicLink,isOther", LinkOption.NOFOLLOW_LINKS);
        if ((boolean) facts.get("isSymbolicLink")) {
            return Optional.of("is a symbolic link");
        }
        if ((boolean) facts.get("isOther")) {
            return Optional.of("is not a regular file");
        }
        if ((int) facts.get("uid") != user()) {
            return Optional.of("belongs to user " + Integer.toUnsignedString((int) facts.get("uid")));
        }
        int mode = (int) facts.get("mode") & PERMISSIONS;
        return (mode & WRITABLE_BY_OTHERS) == 0
                ? Optional.empty()
                : Optional.of("can be written by others (mode " + Integer.toOctalString(mode) + ")");
    }
}
