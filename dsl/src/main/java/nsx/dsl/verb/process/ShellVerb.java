package nsx.dsl.verb.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.process.Exit;
import nsx.process.Program;

/** {@code shell()}: runs an interactive shell in the current context. */
public final class ShellVerb extends Verb {
    private static final Parameter<String> PROGRAM = Parameter.optional(
                    "program", Reader.text(Type.COMMAND), "the shell")
            .usually("$SHELL, else sh");

    public ShellVerb() {
        super(Entry.of(
                        "shell",
                        "start an interactive shell in the current context; nsx continues when it ends",
                        Theme.PROCESSES)
                .takes(PROGRAM, Running.ENV)
                .example("look around in a namespace", "netns('a') { shell 'true' }")
                .related("sh", "enter")
                .answers(Integer.class));
    }

    /** Always true: the exit code of an interactive shell is of no interest. */
    @Override
    public boolean isSilent(Object answer) {
        return true;
    }

    @Override
    public Object run(Call call) {
        String shell = call.find(PROGRAM)
                .or(() -> Optional.ofNullable(System.getenv("SHELL")).filter(s -> !s.isEmpty()))
                .orElse("/bin/sh");
        String place = call.session().places().get(0).name();
        Map<String, String> environment = new HashMap<>(Map.of("NSX_CONTEXT", place));
        call.find(Running.ENV).orElse(Map.of()).forEach((name, value) -> environment.put(name, "" + value));
        Program program = new Program(List.of(shell), environment);
        // the exit code is that of the last typed command, so it is not a failure of the script
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
