package nsx.process;

import java.util.ArrayList;
import java.util.List;
import nsx.sys.Spawn;

/** A program that starts as a shell, which moves itself into control groups and then becomes the program. */
final class Joining {
    private static final int FIRST = 3;

    private Joining() {}

    /**
     * The arguments of the shell. The descriptors from 3 up are cgroup.procs files, to which the shell writes 0 for
     * itself.
     */
    static List<String> arguments(String path, Program program, Spawn.Setting setting) {
        StringBuilder line = new StringBuilder();
        for (int fd = FIRST; fd < FIRST + setting.joins().size(); fd++) {
            line.append("echo 0 >&").append(fd).append(" && exec ").append(fd).append(">&- && ");
        }
        List<String> arguments = new ArrayList<>(List.of("sh", "-c", line + "exec \"$0\" \"$@\"", name(path, program)));
        arguments.addAll(program.arguments().subList(1, program.arguments().size()));
        return arguments;
    }

    /**
     * The name by which the shell executes the file: the program's own name, which other processes then show, if the
     * shell would find the same file.
     */
    private static String name(String path, Program program) {
        String name = program.arguments().get(0);
        return name.contains("/") || name.startsWith("-") || !path.endsWith("/" + name) ? path : name;
    }
}
