package nsx.dsl.verb.process;

import java.util.Optional;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.process.Exit;
import nsx.process.Program;

/** A word that runs a program on the terminal and returns its exit code. */
abstract class TerminalVerb extends Verb {
    TerminalVerb(Entry entry) {
        super(entry.answers(Integer.class));
    }

    /** The program that the call asks for. */
    abstract Program program(Call call);

    /** A program that ended well has said what it had to say. */
    @Override
    public boolean isSilent(Object code) {
        return Integer.valueOf(0).equals(code);
    }

    @Override
    public Object run(Call call) {
        Program program = program(call);
        Object code = Running.operate(call, program, () -> {
            Optional<Exit> exit =
                    Running.reading(call, 0, input -> call.session().programs().run(call.context(), program, input, 1));
            exit.ifPresent(e -> Running.check(call, program, e));
            // a program that Ctrl-Z stopped has not failed: it is a job now, and 148 is what a shell says of it
            return exit.map(Exit::shellCode).orElse(148);
        });
        // a plan starts nothing and assumes success
        return code instanceof Integer ? code : 0;
    }
}
