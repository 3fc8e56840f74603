package nsx.dsl.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.ns.IdMaps;
import nsx.proc.Users;
import nsx.process.Program;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Stat;
import nsx.sys.Tasks;

/**
 * A way in which another user could change a file or replace it: the file, a link to it, or a directory above it
 * belongs to another user or is writable for others. In a directory with the sticky bit, such as /tmp, nobody can
 * replace another's file.
 *
 * @param reason the first such finding, as a sentence about the file
 * @param mend the command that fixes it
 */
record Tampering(String reason, String mend) {

    /**
     * Checks a file that a user named. Root and the caller of sudo(8) are trusted, as in git(1): the caller asked root to run
     * this file.
     */
    static Optional<Tampering> ofNamed(Fd file, String name) {
        Set<Integer> owners = owners();
        String caller = System.getenv().getOrDefault("SUDO_UID", "");
        if (caller.matches("\\d{1,9}")) {
            owners.add(Integer.parseInt(caller));
        }
        return new Look(file, name, owners).at(true);
    }

    /**
     * Checks a file that nobody named: the user and root are trusted. The directories of a plain user are not
     * checked.
     */
    static Optional<Tampering> ofOwn(Fd file, String name) {
        Set<Integer> owners = owners();
        owners.add(Tasks.effectiveUser());
        return new Look(file, name, owners).at(Tasks.effectiveUser() == 0);
    }

    /**
     * The trusted owners: root and, in a user namespace, all users outside it, who share one number there
     * (user_namespaces(7)).
     */
    private static Set<Integer> owners() {
        Set<Integer> owners = new LinkedHashSet<>(Set.of(0));
        if (!IdMaps.ofThisThread().users().isEverybody()) {
            owners.add(Integer.parseInt(
                    Files.readText("/proc/sys/kernel/overflowuid").strip()));
        }
        return owners;
    }

    /** @throws NsxException always, with the problem of the file and the command that fixes it */
    void refuse(String name) {
        throw new NsxException("not run: another user can change " + name)
                .because(reason)
                .hint(mend + ", or trust it as it is: nsx --trust-file")
                .exit(ExitCode.NOT_PERMITTED);
    }

    /** The check of an open file, with its findings so far. */
    private static final class Look {
        private final Fd file;
        private final String name;
        private final String real;
        private final Set<Integer> owners;
        private final List<String> reasons = new ArrayList<>();
        private final List<String> foreign = new ArrayList<>();
        private final List<String> writable = new ArrayList<>();
        private boolean movable = true;

        Look(Fd file, String name, Set<Integer> owners) {
            this.file = file;
            this.name = name;
            this.owners = owners;
            this.real = Files.link("/proc/thread-self/fd/" + file.number());
        }

        Optional<Tampering> at(boolean directories) {
            look(Files.stat(file), real, "it");
            if (directories) {
                lookAtLink();
                above().forEach(this::lookAtDirectory);
            }
            return reasons.isEmpty() ? Optional.empty() : Optional.of(new Tampering(reasons.get(0), mend()));
        }

        private void look(Stat stat, String path, String subject) {
            if (!owners.contains(stat.uid())) {
                reasons.add(subject + " belongs to user " + Users.read().name(stat.uid()));
                foreign.add(path);
            }
            if (stat.writableByOthers()) {
                reasons.add(
                        subject + " can be written by others (mode " + Integer.toOctalString(stat.permissions()) + ")");
                writable.add(path);
            }
        }

        /** Checks the owner of a link, who decides where it leads. */
        private void lookAtLink() {
            Stat stat = Files.lstat(name);
            if (stat.isLink() && !owners.contains(stat.uid())) {
                reasons.add(
                        "the link " + name + " belongs to user " + Users.read().name(stat.uid()));
                movable = false;
            }
        }

        private void lookAtDirectory(String directory) {
            Stat stat = Files.lstat(directory);
            if (!stat.isSticky() || !owners.contains(stat.uid())) {
                int before = foreign.size();
                look(stat, directory, "the directory " + directory);
                movable &= foreign.size() == before;
            }
        }

        /** The directories on the way to the file and to the name it was opened by, without links, innermost first. */
        private Set<String> above() {
            Set<String> all = new LinkedHashSet<>();
            int slash = name.lastIndexOf('/');
            String named = slash < 0 ? "." : name.substring(0, slash + 1);
            List<String> ways = new ArrayList<>(List.of(Files.realPath(named) + "/"));
            if (real.startsWith("/")) {
                ways.add(0, real);
            }
            for (String way : ways) {
                for (int i = way.lastIndexOf('/'); i >= 0; i = way.lastIndexOf('/', i - 1)) {
                    all.add(i == 0 ? "/" : way.substring(0, i));
                }
            }
            return all;
        }

        /** The command that fixes the finding; a directory is not to be taken from its owner. */
        private String mend() {
            if (!movable) {
                return "copy it where only root can write: install -m 644 " + Program.quoted(real) + " /root/";
            }
            List<String> commands = new ArrayList<>();
            if (!foreign.isEmpty()) {
                commands.add("chown root" + quoted(foreign));
            }
            if (!writable.isEmpty()) {
                commands.add("chmod go-w" + quoted(writable));
            }
            return String.join(" && ", commands);
        }

        private static String quoted(List<String> paths) {
            StringBuilder all = new StringBuilder();
            paths.forEach(p -> all.append(' ').append(Program.quoted(p)));
            return all.toString();
        }
    }
}
