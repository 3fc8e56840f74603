package nsx.process;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.function.Supplier;
import nsx.sys.Spawn;
import nsx.sys.Terminal;

/** Started by {@link ForegroundTest} as the program of a terminal: says what becomes of programs that it runs there. */
final class OnTerminal {
    private OnTerminal() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            System.out.println("foreground: " + Terminal.foreground().isPresent());
            return;
        }
        Terminal terminal = Terminal.foreground().orElseThrow();
        Child child = say(terminal, start(terminal, "echo ready; exec sleep 100"));
        say(Foreground.resume(terminal, child));
        say(terminal, start(terminal, "stty raw -echo"));
        say(terminal, start(terminal, "stty -a | grep -ow -e '-*icanon' -e '-*echo'"));
        say(terminal, start(terminal, "read line; echo child read $line"));
        System.out.println("nsx read " + new BufferedReader(new InputStreamReader(System.in)).readLine());
    }

    private static Supplier<Child> start(Terminal terminal, String line) {
        return () -> Launcher.startHere(Program.shell(line), new Spawn.Setting(0, 1, 2, true, terminal));
    }

    private static Child say(Terminal terminal, Supplier<Child> program) throws InterruptedException {
        return say(Foreground.run(terminal, program));
    }

    private static Child say(Child child) {
        System.out.println(child.exit().map(Exit::text).orElse("stopped"));
        return child;
    }
}
