package nsx.dsl.verb.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Texts;
import nsx.dsl.op.ProgramOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Job;
import nsx.dsl.session.Programs;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;
import nsx.process.Program;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MemoryFile;
import nsx.sys.Spawn;

/**
 * {@code spawn 'nginx -g "daemon off;"'}: starts a program in the background, which keeps running after nsx has
 * ended.
 */
public final class SpawnVerb extends Verb {
    /** The time that a program gets to end by itself during undo. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
            // without a shell in between, a missing program is an error here
            Program plain = new Program(List.of(text.strip().split("\\s+")), line.environment());
            return staying(call, plain, text, Optional.of(plain.arguments().get(0)));
        }
        Program program = one ? new Program(Program.shell("exec " + text).arguments(), line.environment()) : line;
        String title = call.size() == 1 ? text : program.text();
        return staying(
                call,
                program,
                title,
                one
                        ? ShellLine.firstWord(text)
                        : Optional.of(program.arguments().get(0)));
    }

    /** @param name the program to look for before the start; empty for what only a shell can find */
    private static Object staying(Call call, Program program, String title, Optional<String> name) {
        Job[] started = new Job[1];
        return call.session()
                .change(List.of(ProgramOperations.stay(
                        call.here(),
                        program,
                        () -> {
                            if (name.isPresent()) {
                                Program sought = new Program(List.of(name.get()), program.environment());
                                call.session().programs().requireFound(call.context(), sought);
                            }
                            return started[0] = start(call, program, title);
                        },
                        () -> end(call.here(), started[0]))));
    }

    private static List<Operation> end(Here here, Job job) {
        return job.isAlive()
                ? List.of(ProgramOperations.end(here, job.getPid(), job.getCommand(), () -> {
                    job.kill();
                    if (job.child().await(PATIENCE).isEmpty()) {
                        job.kill("KILL");
                        job.child().await();
                    }
                    return null;
                }))
                : List.of();
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
