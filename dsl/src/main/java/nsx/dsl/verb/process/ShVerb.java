package nsx.dsl.verb.process;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;

/** {@code sh 'ip -br link | wc -l'}: runs a shell command line in the current context, on the terminal. */
public final class ShVerb extends Verb {
    public ShVerb() {
        super(Entry.of("sh", "run a shell command line in the current context; returns its exit code", Theme.PROCESSES)
                .takes(Running.COMMAND, Running.CHECK, Running.ENV, Running.INPUT)
                .example("another tool in a namespace", "netns('a') { sh 'ip -br link | wc -l' }")
                .example("a code that is not an error", "sh 'test -e /nowhere', check: false")
                .example("a table to another tool", "lo.up()\nsh 'grep lo', input: links()")
                .related("exec", "output", "spawn", "shell")
                .answers(Integer.class));
    }

    @Override
    public boolean isSilent(Object answer) {
        return Running.isWell(answer);
    }

    @Override
    public Object run(Call call) {
        return Running.onTerminal(call, Running.commandLine(call));
    }
}
