package nsx.dsl.verb.process;

import java.util.List;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Job;
import nsx.dsl.session.Programs;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;
import nsx.process.Program;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MemoryFile;
import nsx.sys.Spawn;

/** {@code spawn 'nginx -g "daemon off;"'}: a program in the background, which runs on when nsx has ended. */
public final class SpawnVerb extends Verb {
    public SpawnVerb() {
        super(Entry.of("spawn", "start a program in the background in the current context", Theme.PROCESSES)
                .takes(Running.COMMAND, Running.ARGUMENTS, Running.ENV, Running.INPUT)
                .example(
                        "wait for it, and see what it wrote",
                        "def job = netns('a') { spawn 'echo ready; sleep 0.01' }\njob.wait(5.seconds)\njob.output")
                .example("end it", "def server = spawn 'sleep 100'\nserver.kill().wait()")
                .related("jobs", "sh")
                .answers(Job.class));
    }

    @Override
    public Object run(Call call) {
        Program line = Running.commandLine(call);
        String text = Texts.of(call.get(Running.COMMAND));
        boolean one = call.size() == 1 && ShellLine.isOneProgram(text);
        if (one && ShellLine.isPlain(text)) {
            // without a shell in between, a program that is not there is an error here
            Program plain = new Program(List.of(text.strip().split("\\s+")), line.environment());
            return Running.operate(call, plain, () -> start(call, plain, text));
        }
        Program program = one ? new Program(Program.shell("exec " + text).arguments(), line.environment()) : line;
        String title = call.size() == 1 ? text : program.text();
        return Running.operate(call, program, () -> start(call, program, title));
    }

    private static Job start(Call call, Program program, String title) throws InterruptedException {
        Programs programs = call.session().programs();
        MemoryFile output = new MemoryFile("nsx-job");
        try (Fd nothing = Files.open("/dev/null", Files.O_RDONLY)) {
            int out = output.fd().number();
            return Running.reading(call, nothing.number(), input -> {
                Spawn.Setting setting = new Spawn.Setting(input, out, out, true);
                return programs.add(new Job(programs, title, programs.start(call.context(), program, setting), output));
            });
        } catch (RuntimeException | InterruptedException e) {
            output.close();
            throw e;
        }
    }
}
