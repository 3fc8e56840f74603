package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;

/** {@code exec 'ip', 'link'}: one program with its arguments, without a shell. */
public final class ExecVerb implements Verb {
    @Override
    public String name() {
        return "exec";
    }

    @Override
    public String summary() {
        return "run a program with arguments in the current context; returns its exit code";
    }

    @Override
    public Theme theme() {
        return Theme.PROCESSES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("program", Type.COMMAND, "a path, or a name that PATH has"),
                Parameter.repeated("arguments", Type.ANY, "passed as they are: no shell looks at them"),
                Running.CHECK,
                Running.ENV);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("arguments with spaces", "netns('a') { exec 'test', 'a b', '=', 'a b' }"));
    }

    @Override
    public List<String> related() {
        return List.of("sh", "output", "spawn");
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
        return Running.onTerminal(call, Running.program(call));
    }
}
