package nsx.repl.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Ledger;
import nsx.dsl.change.Ledger.Made;
import nsx.dsl.session.Job;
import nsx.dsl.session.Session;
import nsx.process.Program;
import nsx.repl.render.Clean;
import nsx.sys.Files;

/** The text printed when a prompt exits: the objects that remain, and how to remove them. */
public final class Farewell {
    private static final int SHOWN = 30;
    /** A word of a command line, in quotes if a shell needs them. */
    private static final String WORD = "((?:'[^']*'|\\\\'|[^\\s;'])+)";

    private static final Pattern NETNS = Pattern.compile("ip netns delete " + WORD);
    private static final Pattern LINK = Pattern.compile("ip link delete (?:dev )?" + WORD);
    private static final Pattern ON_LINK = Pattern.compile(" dev " + WORD);
    private static final Pattern MOUNT = Pattern.compile("umount " + WORD);

    private Farewell() {}

    /** The session's objects that still exist by the kernel's current lists. Call it on the session's thread. */
    public static List<Made> staying(Session session, Ledger ledger) {
        return session.within(session.host(), "host", () -> {
            try {
                Set<String> devices = Set.copyOf(session.devices());
                Set<String> namespaces = Set.copyOf(session.namespaces());
                List<Made> made = ledger.remaining(removal -> isThere(removal, devices, namespaces));
                Set<String> links =
                        made.stream().flatMap(m -> words(LINK, m.removal())).collect(Collectors.toSet());
                List<Made> all = new ArrayList<>(made);
                // objects on a device are removed with it
                all.removeIf(m -> words(ON_LINK, m.removal()).anyMatch(links::contains));
                // a stopped program ends with the session
                session.programs().jobs().stream()
                        .filter(j -> j.isAlive() && !j.child().isStopped())
                        .forEach(j -> all.add(job(j)));
                return all;
            } finally {
                session.kernel().release();
            }
        });
    }

    private static Made job(Job job) {
        return new Made("program " + job.getCommand(), "kill " + job.getPid());
    }

    private static boolean isThere(String removal, Set<String> devices, Set<String> namespaces) {
        return all(NETNS, removal, namespaces::contains)
                && all(LINK, removal, devices::contains)
                && all(ON_LINK, removal, devices::contains)
                && all(MOUNT, removal, Files::exists);
    }

    private static boolean all(Pattern pattern, String removal, Predicate<String> isThere) {
        return words(pattern, removal).allMatch(isThere);
    }

    private static Stream<String> words(Pattern pattern, String removal) {
        return pattern.matcher(removal).results().map(r -> Program.unquoted(r.group(1)));
    }

    /** One line per object up to a limit, then a count; empty if nothing remains. */
    public static List<String> lines(List<Made> staying) {
        List<String> lines = new ArrayList<>();
        int width = staying.stream()
                .limit(SHOWN)
                .mapToInt(m -> m.what().length())
                .max()
                .orElse(0);
        staying.stream()
                .limit(SHOWN)
                .forEach(m ->
                        lines.add("  " + Clean.line(String.format("%-" + width + "s  # %s", m.what(), m.removal()))));
        if (staying.size() > SHOWN) {
            lines.add("  and " + (staying.size() - SHOWN) + " more");
        }
        if (!lines.isEmpty()) {
            lines.add(0, "these things that the session made remain; the command after # removes each:");
        }
        return lines;
    }
}
