package nsx.dsl.op;

import java.util.List;
import nsx.dsl.error.NsxException;
import nsx.ns.Namespace;
import nsx.ns.NsThread;
import nsx.process.Child;
import nsx.process.Exit;
import nsx.process.Launcher;
import nsx.process.Program;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Spawn;

/**
 * Runs a program for an action in a pid namespace that no thread can enter; the other namespaces are the calling
 * thread's.
 */
final class InPidNamespace {
    private InPidNamespace() {}

    static void run(Namespace pid, Program program) {
        try (Fd nothing = Files.open("/dev/null", Files.O_RDWR)) {
            Spawn.Setting setting = new Spawn.Setting(nothing.number(), nothing.number(), 2, true);
            Child child = NsThread.visit(List.of(pid), () -> Launcher.startHere(program, setting));
            Exit exit = child.await();
            if (!exit.isSuccess()) {
                throw new NsxException("cannot " + program.text()).because("it " + exit.text());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NsxException("interrupted", e);
        }
    }
}
