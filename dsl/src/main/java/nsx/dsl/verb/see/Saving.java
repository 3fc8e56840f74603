package nsx.dsl.verb.see;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.capture.Destination;
import nsx.capture.WrittenFile;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Session;
import nsx.dsl.unit.Size;
import nsx.dsl.value.traffic.CaptureSummary;
import nsx.dsl.value.traffic.CapturedFile;
import nsx.dsl.value.traffic.CapturedFiles;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.OutputFile;
import nsx.sys.SysException;

/**
 * The file that a capture writes, or a ring of files. Paths are those of the mount namespace that nsx was started in.
 *
 * @param name as the script gave it
 * @param files number of files in the ring; 1 for one file without a limit
 * @param size the most bytes of each file of the ring
 */
record Saving(Session session, String name, int files, long size) implements Destination.Place {
    static final String STANDARD_OUTPUT = "-";

    static Saving one(Session session, String name) {
        return new Saving(session, name, 1, Long.MAX_VALUE);
    }

    /** Whether what is captured is the output, in which nothing else must be. */
    boolean isOutput() {
        return name.equals(STANDARD_OUTPUT);
    }

    private boolean isRing() {
        return files > 1;
    }

    /** Makes the first file. */
    <T> T create(Function<Destination, T> file) {
        String path = isOutput()
                ? "/dev/stdout"
                : Path.of(System.getProperty("user.dir")).resolve(name).toString();
        try {
            return file.apply(new Destination(path, files, size, this));
        } catch (SysException e) {
            throw Failure.explain("cannot write " + name, e).at(name);
        }
    }

    /** Runs a capture that writes here. It ends when the reader of a pipe has had enough, as {@code head} has. */
    void during(Runnable capture) {
        try {
            capture.run();
        } catch (SysException e) {
            if (e.errno() == Errno.EPIPE) {
                return;
            }
            String sentence = isRing()
                    ? "cannot write the files of " + name + "; they hold the last packets"
                    : "cannot write " + name + "; it holds the packets captured so far";
            throw Failure.explain(sentence, e).at(name);
        }
    }

    /** What the capture answers, after a notice about the packets that are in no file. */
    Object result(CaptureSummary summary, List<WrittenFile> written) {
        if (!isRing()) {
            return summary;
        }
        long kept = written.stream().mapToLong(WrittenFile::packets).sum();
        if (kept < summary.packets()) {
            session.notice("the files hold the last " + kept + " of " + summary.packets() + " packets");
        }
        return new CapturedFiles(
                summary,
                written.stream()
                        .map(f -> new CapturedFile(f.path(), f.packets(), new Size(f.size())))
                        .toList());
    }

    /** Also called on the thread of a capture beside the session's. */
    @Override
    public OutputFile open(String path) {
        return there(() -> OutputFile.open(path, 0644));
    }

    @Override
    public void remove(String path) {
        there(() -> {
            Files.unlink(path);
            return path;
        });
    }

    private <T> T there(Supplier<T> action) {
        return session.kernel().another().call(session.host(), action::get);
    }
}
