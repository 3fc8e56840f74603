package nsx.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.Spawn;
import nsx.sys.Stat;
import nsx.sys.SysException;

/** Finds a program by name as execvp(3) does, with the program's own PATH and in the calling thread's mount namespace. */
final class SearchPath {
    static final String STANDARD = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private SearchPath() {}

    /** The file of the program; ENOENT if no directory has it, EACCES if it is not executable. */
    static String find(String name, List<byte[]> environment) {
        List<String> candidates = candidates(name, environment);
        boolean seen = false;
        for (String path : candidates) {
            if (Files.exists(path)) {
                Stat stat = Files.stat(path);
                if (stat.isExecutable()) {
                    return path;
                }
                seen |= name.contains("/") || !stat.isDirectory();
            }
        }
        throw new SysException("execve", seen ? Errno.EACCES : Errno.ENOENT, name);
    }

    /** The candidate files for a program of this name. */
    static List<String> candidates(String name, List<byte[]> environment) {
        if (name.contains("/")) {
            return List.of(name);
        }
        String path = environment.stream()
                .map(e -> new String(e, StandardCharsets.UTF_8))
                .filter(e -> e.startsWith("PATH="))
                .map(e -> e.substring("PATH=".length()))
                .findFirst()
                .orElse(STANDARD);
        List<String> all = new ArrayList<>();
        for (String directory : path.split(":")) {
            all.add((directory.isEmpty() ? "." : directory) + "/" + name);
        }
        return name.isEmpty() ? List.of() : all;
    }

    /** Starts a program; a text file without {@code #!} is run by a shell, as in execvp(3). */
    static int start(String path, List<String> arguments, List<byte[]> environment, Spawn.Setting setting) {
        try {
            return Spawn.start(path, arguments, environment, setting);
        } catch (SysException e) {
            if (e.errno() != Errno.ENOEXEC) {
                throw e;
            }
            List<String> shell = new ArrayList<>(List.of("sh", path));
            shell.addAll(arguments.subList(1, arguments.size()));
            return Spawn.start("/bin/sh", shell, environment, setting);
        }
    }
}
