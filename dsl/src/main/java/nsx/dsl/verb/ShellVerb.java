package nsx.dsl.verb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.process.Exit;
import nsx.process.Program;

/** {@code shell()}: an interactive shell in the current context. */
public final class ShellVerb implements Verb {
    @Override
    public String name() {
        return "shell";
    }

    @Override
    public String summary() {
        return "an interactive shell in the current context; nsx comes back when it ends";
    }

    @Override
    public Theme theme() {
        return Theme.PROCESSES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional("program", Type.COMMAND, "the shell, $SHELL or else sh unless told"), Running.ENV);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("look around in a namespace", "netns('a') { shell 'true' }"));
    }

    @Override
    public List<String> related() {
        return List.of("sh", "enter");
    }

    /** The shell has said what it had to say. */
    @Override
    public boolean isSilent(Object answer) {
        return true;
    }

    @Override
    public Class<?> result() {
        return Integer.class;
    }

    @Override
    public Object run(Call call) {
        String shell = call.size() == 0
                ? Optional.ofNullable(System.getenv("SHELL"))
                        .filter(s -> !s.isEmpty())
                        .orElse("/bin/sh")
                : call.text(0);
        String place = call.session().places().get(0).name();
        Map<String, String> environment = new HashMap<>(Map.of("NSX_CONTEXT", place));
        ((Map<?, ?>) call.option("env").orElse(Map.of())).forEach((k, v) -> environment.put("" + k, "" + v));
        Program program = new Program(List.of(shell), environment);
        // its code is that of the last command that was typed into it: no failure of the script
        return Running.operate(
                call,
                program,
                () -> call.session()
                        .programs()
                        .run(call.context(), program, 1)
                        .map(Exit::shellCode)
                        .orElse(148));
    }
}
