package nsx.dsl.verb.process;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code exec 'ip', 'link'}: runs a program with its arguments, without a shell. */
public final class ExecVerb extends Verb {
    public ExecVerb() {
        super(Entry.of(
                        "exec",
                        "run a program with arguments in the current context; returns its exit code",
                        Theme.PROCESSES)
                .takes(
                        Parameter.required(
                                "program", Reader.any(Type.COMMAND), "a path, or the name of a program in PATH"),
                        Parameter.repeated("arguments", Reader.any(Type.ANY), "passed unchanged; no shell reads them"),
                        Running.CHECK,
                        Running.ENV,
                        Running.INPUT)
                .example("arguments with spaces", "netns('a') { exec 'test', 'a b', '=', 'a b' }")
                .related("sh", "output", "spawn")
                .answers(Integer.class));
    }

    @Override
    public boolean isSilent(Object answer) {
        return Running.isWell(answer);
    }

    @Override
    public Object run(Call call) {
        return Running.onTerminal(call, Running.program(call));
    }
}
