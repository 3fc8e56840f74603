package nsx.repl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import nsx.repl.output.Console;

/** One run of the command in this process, with its streams. */
final class Captured {
    final int code;
    final String out;
    final String err;

    private Captured(int code, String out, String err) {
        this.code = code;
        this.out = out;
        this.err = err;
    }

    static Captured run(String... words) {
        return new Setup().run(words);
    }

    /** The surroundings of the run; by default no terminal, no input and no home. */
    static final class Setup {
        private final Map<String, String> environment = new HashMap<>();
        private String input = "";
        private int columns;

        Setup with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Setup input(String text) {
            input = text;
            return this;
        }

        /** Standard output and error are a terminal of this width. */
        Setup terminal(int width) {
            columns = width;
            return this;
        }

        Captured run(String... words) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Main.run(console(out, err), words);
            return new Captured(code, text(out), text(err));
        }

        Console console(ByteArrayOutputStream out, ByteArrayOutputStream err) {
            return new Console(
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    out,
                    err,
                    environment,
                    new Console.Tty() {
                        @Override
                        public boolean isTerminal(int descriptor) {
                            return columns > 0 && descriptor > 0;
                        }

                        @Override
                        public int columns() {
                            return columns;
                        }

                        @Override
                        public int rows() {
                            return 0;
                        }
                    });
        }

        private static String text(ByteArrayOutputStream bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
