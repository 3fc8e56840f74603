package nsx.process;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import nsx.ns.Namespace;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.Pipe;

/**
 * Process 1 of a pid namespace that has a name. It ends with nsx until the namespace has its name, and outlives it afterwards. When
 * the name is taken away, by nsx, by hand or with the mount namespace that it was in, it ends after the last process in its pid
 * namespace. It is a shell and lives from what every process sees: once a minute it looks for the mount in /proc/PID/mountinfo of all
 * processes. Signals from inside do nothing to it, as it handles none.
 */
final class LastingInit {
    /** By this its command line is known. */
    private static final String MARK = ": nsx-keeper; ";
    /** Numbers that nobody writes so, by which keepers know each other's pauses. */
    private static final String LONG_PAUSE = "0060";

    private static final String SHORT_PAUSE = "0001";
    private static final String READER = "cat -u";
    /** A shell that cannot fork any more ends, and all that is in its namespace would end with it: it becomes this. */
    private static final String LAST_RESORT = "sleep 2147483647";

    private static final Pattern LOOK = Pattern.compile("^grep -[lq]sF (pid|mnt):\\[\\d+] /proc/");
    private static final String WHERE = "readlink /proc/self/ns/mnt";

    /** Waits for a line that says which namespace it keeps, the process of nsx, and whether to end with nsx. */
    private static final String BEGIN =
            "exec 3<&0 </dev/null; echo; exec >/dev/null 2>&1; read -r n m w <&3 || exit; trap 'exec " + LAST_RESORT
                    + "' 0; ";
    /**
     * Whether a process that is not a keeper sees this mounted. A keeper is in the mount namespace in which its name was made, and does
     * not count as a user of that.
     */
    private static final String HELD = "held() { [ \"$(grep -lsF \"$1\" $2 | while read -r f; do"
            + " c=; read -r c <\"${f%mountinfo}cmdline\";"
            + " case $c in ''|*nsx-keeper*|sleep" + LONG_PAUSE + "*|sleep" + SHORT_PAUSE + "*|cat-u*|grep-*) ;;"
            + " *) echo y; break;; esac; done)\" ]; }; ";
    /**
     * Whether its namespace is mounted in a mount namespace that lives: some process uses it, nsx itself still runs and may have it
     * open, or it has a name.
     */
    private static final String MOUNTED = "mounted() { [ -r /proc/self/mountinfo ] || return 0;"
            + " held \"$n\" /proc/1/mountinfo || held \"$n\" '/proc/[0-9]*/mountinfo' && return;"
            + " grep -qsF \"$n\" /proc/self/mountinfo ; [ $? -eq 1 ] && return 1;"
            + " [ -d /proc/\"$m\" ] || grep -qsF \"$(" + WHERE + ")\" /proc/[0-9]*/mountinfo; }; ";

    private static final String END_WITH_NSX = "seen=; mounted && seen=y; l=" + LONG_PAUSE + "; [ \"$w\" ] && { "
            + READER + " <&3 & wait $!; m=0; l=" + SHORT_PAUSE + "; }; exec 3<&-; ";
    /** If /proc never shows the mount, the script cannot tell when it is gone. Otherwise two checks must agree. */
    private static final String LOOP = "t=$l; while :; do"
            + " if mounted; then seen=y; gone=; t=$l;"
            + " elif [ $seen ]; then [ $gone ] && { kill -0 -1 || { trap - 0; exit; }; }; gone=y; t=" + SHORT_PAUSE
            + ";"
            + " fi;"
            + " sleep $t & wait $!; done";

    static final String SCRIPT = MARK + BEGIN + HELD + MOUNTED + END_WITH_NSX + LOOP;

    /** With --rootless everything is to be gone when nsx and its programs have ended. These pipes close with nsx. */
    private static final boolean ENDS_WITH_NSX = Boolean.getBoolean("nsx.rootless");

    private static final Queue<Pipe> WITH_NSX = new ConcurrentLinkedQueue<>();

    private static final Set<String> PROGRAMS = Set.of("sh", "sleep", "cat", "grep", "readlink");

    private LastingInit() {}

    /** Whether this is the command line of one, or of what it forked to look around. */
    static boolean is(String commandLine) {
        return commandLine.endsWith(SCRIPT) || commandLine.equals(LAST_RESORT);
    }

    /** Whether this is the command line of what one waits for; when it ends, it looks at once. */
    static boolean isPause(String commandLine) {
        return commandLine.equals("sleep " + LONG_PAUSE)
                || commandLine.equals("sleep " + SHORT_PAUSE)
                || commandLine.equals(READER);
    }

    /** Whether this is a program that looks around for one, or one of its programs that is just ending: then it has no command line. */
    static boolean isLook(ProcessInfo process) {
        String command = process.command();
        return LOOK.matcher(command).find()
                || command.equals(WHERE)
                || command.startsWith("[") && PROGRAMS.contains(process.name());
    }

    /** Its namespace has its name. */
    static void letGo(Pipe life, Namespace pids) {
        String nsx = Files.link(Files.OWN_PROC + "self");
        Files.write(life.writing(), pids.text() + " " + nsx + (ENDS_WITH_NSX ? " with" : "") + "\n");
        if (ENDS_WITH_NSX) {
            WITH_NSX.add(life);
        } else {
            life.close();
        }
    }
}
