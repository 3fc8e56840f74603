package nsx.dsl.verb.see;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Session;
import nsx.sys.SysException;

/** The file that a capture is saved in, as a person names it; {@code -} is the standard output. */
final class CaptureFile {
    private static final String STANDARD_OUTPUT = "-";

    private CaptureFile() {}

    /**
     * Makes the file, on the host.
     *
     * @param make makes one of this path
     */
    static <T> T create(Session session, String name, Function<String, T> make) {
        String path = name.equals(STANDARD_OUTPUT)
                ? "/dev/stdout"
                : Path.of(System.getProperty("user.dir")).resolve(name).toString();
        try {
            return session.kernel().call(session.host(), () -> make.apply(path));
        } catch (SysException e) {
            throw Failure.explain("cannot write " + name, e).at(name);
        }
    }

    /** Whether what is captured is the output, in which nothing else must be. */
    static boolean isOutput(Optional<String> file) {
        return file.filter(STANDARD_OUTPUT::equals).isPresent();
    }
}
