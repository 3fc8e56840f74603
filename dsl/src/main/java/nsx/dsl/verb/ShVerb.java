package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;

/** {@code sh 'ip -br link | wc -l'}: a shell's command line in the current context, on the terminal. */
public final class ShVerb implements Verb {
    @Override
    public String name() {
        return "sh";
    }

    @Override
    public String summary() {
        return "run a shell command line in the current context; returns its exit code";
    }

    @Override
    public Theme theme() {
        return Theme.PROCESSES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Running.COMMAND, Running.CHECK, Running.ENV);
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("a peer's tool in a namespace", "netns('a') { sh 'ip -br link | wc -l' }"),
                new Example("a code that is no error", "sh 'test -e /nowhere', check: false"));
    }

    @Override
    public List<String> related() {
        return List.of("exec", "output", "spawn", "shell");
    }

    @Override
    public Class<?> result() {
        return Integer.class;
    }

    /** A program that ended well has said what it had to say. */
    public boolean isSilent(Object answer) {
        return Integer.valueOf(0).equals(answer);
    }

    @Override
    public Object run(Call call) {
        return Running.onTerminal(call, Running.commandLine(call));
    }
}
