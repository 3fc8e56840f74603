package nsx.dsl.verb.process;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.word.Theme;
import nsx.process.Program;

/** {@code sh 'ip -br link | wc -l'}: a shell's command line in the current context, on the terminal. */
public final class ShVerb extends TerminalVerb {
    public ShVerb() {
        super(Entry.of("sh", "run a shell command line in the current context; returns its exit code", Theme.PROCESSES)
                .takes(Running.COMMAND, Running.CHECK, Running.ENV, Running.INPUT)
                .example("another tool in a namespace", "netns('a') { sh 'ip -br link | wc -l' }")
                .example("a code that is not an error", "sh 'test -e /nowhere', check: false")
                .example("a table to another tool", "lo.up()\nsh 'grep lo', input: links()")
                .related("exec", "output", "spawn", "shell"));
    }

    @Override
    Program program(Call call) {
        return Running.commandLine(call);
    }
}
