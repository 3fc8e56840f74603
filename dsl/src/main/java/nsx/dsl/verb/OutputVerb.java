package nsx.dsl.verb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.process.Program;
import nsx.sys.MemoryFile;

/** {@code output 'uptime -p'}: what a command line prints, as text. */
public final class OutputVerb implements Verb {
    @Override
    public String name() {
        return "output";
    }

    @Override
    public String summary() {
        return "the standard output of a shell command line as text, trimmed";
    }

    @Override
    public Theme theme() {
        return Theme.PROCESSES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Running.COMMAND,
                Parameter.repeated("arguments", Type.ANY, "with any, the first is a program and no shell is started"),
                Running.CHECK,
                Running.ENV);
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("which namespace a program is in", "netns('a') { output 'readlink /proc/self/ns/net' }"));
    }

    @Override
    public boolean asks() {
        return true;
    }

    @Override
    public String peer() {
        return "sh -c COMMAND";
    }

    @Override
    public List<String> related() {
        return List.of("sh", "exec", "spawn");
    }

    @Override
    public Class<?> result() {
        return String.class;
    }

    @Override
    public Object run(Call call) {
        Program program = Running.commandLine(call);
        Object text = Running.operate(call, program, () -> capture(call, program));
        return text == null ? "" : text;
    }

    /** Into memory, not through a pipe: what it leaves running in the background is not waited for. */
    private static String capture(Call call, Program program) throws InterruptedException {
        try (MemoryFile file = new MemoryFile("output")) {
            call.session()
                    .programs()
                    .run(call.context(), program, file.fd().number())
                    .ifPresent(exit -> Running.check(call, program, exit));
            return new String(file.content(), StandardCharsets.UTF_8).strip();
        }
    }
}
