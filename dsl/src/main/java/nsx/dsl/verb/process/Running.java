package nsx.dsl.verb.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.ProgramOperations;
import nsx.dsl.session.Call;
import nsx.dsl.shape.Rendering;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.process.Exit;
import nsx.process.Program;
import nsx.sys.MemoryFile;

/** Common parts of the words that run programs. */
final class Running {
    static final Parameter<Object> COMMAND =
            Parameter.required("command", Reader.any(Type.COMMAND), "a command line for sh");
    static final Parameter<Object> ARGUMENTS = Parameter.repeated(
            "arguments", Reader.any(Type.ANY), "with arguments, the command is a program and no shell is started");
    static final Parameter<Boolean> CHECK = Parameter.flag("check", "whether an exit code other than 0 is an error")
            .otherwise(true);
    static final Parameter<Map<String, Object>> ENV = Parameter.named(
            "env",
            Reader.map(),
            "environment variables, in addition to nsx's own; in a foreign container, in addition to PATH, HOME, TERM and the language");

    static final Parameter<Object> INPUT = Parameter.named(
            "input",
            Reader.any(Type.ANY),
            "what the program reads as its standard input: text, bytes, or a value as the prompt prints it");

    private Running() {}

    /** Runs an action with the descriptor for a program's standard input: nsx's own, or the given text. */
    interface Reading<T> {
        T with(int input) throws InterruptedException;
    }

    /**
     * Runs an action with the given standard input as a memory file rather than a pipe, so that nothing waits for a
     * program that reads slowly or not at all.
     *
     * @param otherwise the descriptor if the call has no input
     */
    static <T> T reading(Call call, int otherwise, Reading<T> action) throws InterruptedException {
        Optional<Object> input = call.find(INPUT);
        if (input.isEmpty()) {
            return action.with(otherwise);
        }
        try (MemoryFile file = new MemoryFile("input")) {
            file.write(bytes(input.get()));
            return action.with(file.fd().number());
        }
    }

    private static byte[] bytes(Object input) {
        if (input instanceof byte[] raw) {
            return raw;
        }
        String text = input instanceof CharSequence given
                ? given.toString()
                : Rendering.here().text(input) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The program of a call: one argument is a shell command line, several are a program and its arguments. */
    static Program commandLine(Call call) {
        Object first = call.arguments().positional().stream().findFirst().orElse(List.of());
        return call.size() == 1 && !(first instanceof List)
                ? new Program(Program.shell(text(Texts.of(first))).arguments(), environment(call))
                : program(call);
    }

    static Program program(Call call) {
        List<String> arguments = new ArrayList<>();
        for (Object argument : call.arguments().positional()) {
            List<?> several = argument instanceof List<?> list ? list : List.of(argument);
            several.forEach(a -> arguments.add(text(Texts.of(a))));
        }
        if (arguments.isEmpty() || arguments.get(0).isBlank()) {
            throw new NsxException(call.verb().name() + " needs a program").hint("such as: exec 'ip', 'link'");
        }
        return new Program(arguments, environment(call));
    }

    private static String text(String argument) {
        if (argument.indexOf('\0') >= 0) {
            throw new NsxException("an argument of a program cannot hold a NUL character").at(argument);
        }
        return argument;
    }

    private static Map<String, String> environment(Call call) {
        Map<String, String> all = new HashMap<>();
        call.find(ENV).orElse(Map.of()).forEach((name, value) -> all.put(name, text(Texts.of(value))));
        return all;
    }

    /** Runs the action as an operation; null if the session's executor only notes it. */
    static Object operate(Call call, Program program, Callable<?> action) {
        return call.session().change(List.of(ProgramOperations.run(call.here(), program, action)));
    }

    static void check(Call call, Program program, Exit exit) {
        if (exit.isSuccess() || !call.get(CHECK)) {
            return;
        }
        List<String> arguments = program.arguments();
        boolean shell = arguments.size() == 3 && arguments.get(0).equals("/bin/sh");
        String name = shell ? arguments.get(2) : program.text();
        String code = exit.signal() == 0 ? "" : ", code " + exit.shellCode();
        throw new NsxException(name + " " + exit.text() + code)
                .at(shell ? name : arguments.get(0))
                .hint("check: false returns the code instead");
    }
}
