package nsx.dsl.verb.process;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nsx.dsl.op.ProgramOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Programs;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;
import nsx.process.Program;
import nsx.sys.MemoryFile;

/** {@code output 'uptime -p'}: runs a command line and returns its output as text. */
public final class OutputVerb extends Verb {
    public OutputVerb() {
        super(Entry.of("output", "the standard output of a shell command line as text, trimmed", Theme.PROCESSES)
                .takes(Running.COMMAND, Running.ARGUMENTS, Running.CHECK, Running.ENV, Running.INPUT)
                .example("the namespace of a program", "netns('a') { output 'readlink /proc/self/ns/net' }")
                .example("count lines", "output 'wc -l', input: 'one\\ntwo\\n'")
                .peer("sh -c COMMAND")
                .related("sh", "exec", "spawn")
                .asks()
                .answers(String.class));
    }

    @Override
    public Object run(Call call) {
        Program program = Running.commandLine(call);
        Object text = call.session()
                .change(List.of(ProgramOperations.ask(call.here(), program, () -> capture(call, program))));
        return text == null ? "" : text;
    }

    /**
     * Captures the output in a memory file rather than a pipe, so that programs left in the background are not waited
     * for.
     */
    private static String capture(Call call, Program program) throws InterruptedException {
        try (MemoryFile file = new MemoryFile("output")) {
            Programs programs = call.session().programs();
            Running.reading(
                            call,
                            0,
                            input -> programs.run(
                                    call.context(), program, input, file.fd().number()))
                    .ifPresent(exit -> Running.check(call, program, exit));
            return new String(file.content(), StandardCharsets.UTF_8).strip();
        }
    }
}
