package nsx.process;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import nsx.ns.Namespace;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.Pipe;
import nsx.sys.SysException;

/**
 * Process 1 of a pid namespace that has a name. It ends with nsx until the namespace has its name, and outlives it
 * afterwards. When the name is removed, by nsx, by hand or with the mount namespace that contained it, process 1 ends
 * after the last process in its pid namespace. It is a shell that needs no privileges: once a minute it looks for the
 * mount in /proc/PID/mountinfo of all processes. Signals from inside have no effect, because it handles none.
 */
final class LastingInit {
    /** The mark in its command line. */
    private static final String MARK = ": nsx-keeper; ";
    /** The length of the pause, written in an unusual way, so that keepers recognise each other's pauses. */
    private static final String LONG_PAUSE = "0060";

    private static final String SHORT_PAUSE = "0001";
    private static final String READER = "cat -u";
    /**
     * The command that the shell becomes if it cannot fork any more; if it ended, everything in its namespace would
     * end too.
     */
    private static final String LAST_RESORT = "sleep 2147483647";

    private static final Pattern LOOK = Pattern.compile("^grep -[lq]sF (pid|mnt):\\[\\d+] /proc/");
    private static final String WHERE = "readlink /proc/self/ns/mnt";

    /**
     * Waits for a line with the namespace to keep, the process id of nsx, whether nsx knows that a look would find the mount now, and
     * whether to end with nsx.
     */
    private static final String BEGIN =
            "exec 3<&0 </dev/null; echo; exec >/dev/null 2>&1; read -r n m s w <&3 || exit; trap 'exec " + LAST_RESORT
                    + "' 0; ";
    /**
     * Whether any process but a keeper sees the mount. A keeper is in the mount namespace in which its name was
     * created, and does not count as a user of that namespace. The one process that it starts is grep. It remembers the file in which it
     * found the mount.
     */
    private static final String HELD = "held() { for f in $(grep -lsF \"$1\" $2); do"
            + " c=; read -r c <\"${f%mountinfo}cmdline\";"
            + " case $c in ''|*nsx-keeper*|sleep" + LONG_PAUSE + "*|sleep" + SHORT_PAUSE + "*|cat-u*|grep-*) ;;"
            + " *) h=$f; return 0;; esac; done; return 1; }; ";
    /**
     * Whether the namespace is mounted in a live mount namespace: one that a process uses, that has a name, or that
     * nsx may have open while it runs. The process that saw the mount last is asked first, and all of them only if it does not see it.
     */
    private static final String MOUNTED = "mounted() { [ -r /proc/self/mountinfo ] || return 0;"
            + " held \"$n\" \"$h\" || held \"$n\" '/proc/[0-9]*/mountinfo' && return;"
            + " grep -qsF \"$n\" /proc/self/mountinfo ; [ $? -eq 1 ] && return 1;"
            + " [ -d /proc/\"$m\" ] || grep -qsF \"$(" + WHERE + ")\" /proc/[0-9]*/mountinfo; }; ";

    private static final String END_WITH_NSX = "h=/proc/1/mountinfo; [ \"$s\" = y ] || s=; seen=$s; l=" + LONG_PAUSE
            + "; [ \"$w\" ] && { [ $s ] || mounted && seen=y; " + READER + " <&3 & wait $!; m=0; s=; l="
            + SHORT_PAUSE + "; }; exec 3<&-; ";
    /**
     * If /proc never shows the mount, the script cannot tell when it is gone. Otherwise two checks must agree. Between them it waits until
     * no other process is in its namespace, without a look at all processes. What nsx has seen for it saves the first look.
     */
    private static final String LOOP = "t=$l; while :; do"
            + " if [ $s ]; then s=;"
            + " elif [ $gone ] && kill -0 -1; then :;"
            + " elif mounted; then seen=y; gone=; t=$l;"
            + " elif [ $seen ]; then [ $gone ] && { kill -0 -1 || { trap - 0; exit; }; }; gone=y; t=" + SHORT_PAUSE
            + ";"
            + " fi;"
            + " sleep $t & wait $!; done";

    static final String SCRIPT = MARK + BEGIN + HELD + MOUNTED + END_WITH_NSX + LOOP;

    /** Whether everything must end with nsx and its programs, as with --rootless; these pipes close with nsx. */
    private static final boolean ENDS_WITH_NSX = Boolean.getBoolean("nsx.rootless");

    private static final Queue<Pipe> WITH_NSX = new ConcurrentLinkedQueue<>();

    private static final Set<String> PROGRAMS = Set.of("sh", "sleep", "cat", "grep", "readlink");

    private LastingInit() {}

    /** Whether this is the command line of a keeper or of a fork of one that looks around. */
    static boolean is(String commandLine) {
        return commandLine.endsWith(SCRIPT) || commandLine.equals(LAST_RESORT);
    }

    /** Whether this is the command line of a keeper's pause; when the pause is killed, the keeper checks at once. */
    static boolean isPause(String commandLine) {
        return commandLine.equals("sleep " + LONG_PAUSE)
                || commandLine.equals("sleep " + SHORT_PAUSE)
                || commandLine.equals(READER);
    }

    /**
     * Whether this is a program that a keeper runs to look around, or one that is just ending and has no command line
     * any more.
     */
    static boolean isLook(ProcessInfo process) {
        String command = process.command();
        return LOOK.matcher(command).find()
                || command.equals(WHERE)
                || command.startsWith("[") && PROGRAMS.contains(process.name());
    }

    /** Tells the keeper that its namespace has its name. */
    static void letGo(Pipe life, Namespace pids) {
        String nsx = Files.link(Files.OWN_PROC + "self");
        String line = pids.text() + " " + nsx + (isSeen(nsx) ? " y" : " n") + (ENDS_WITH_NSX ? " with" : "");
        Files.write(life.writing(), line + "\n");
        if (ENDS_WITH_NSX) {
            WITH_NSX.add(life);
        } else {
            life.close();
        }
    }

    /**
     * Whether the keeper would find the mount that the calling thread has just made: /proc shows nsx, and nsx is in the mount
     * namespace of the mount, as its main thread is.
     */
    private static boolean isSeen(String nsx) {
        try {
            return Files.stat("/proc/" + nsx).isSame(Files.stat(Files.OWN_PROC + nsx))
                    && Files.link(Files.OWN_PROC + nsx + "/ns/mnt")
                            .equals(Files.link(Files.OWN_PROC + "thread-self/ns/mnt"));
        } catch (SysException e) {
            // another /proc, without nsx
            return false;
        }
    }
}
