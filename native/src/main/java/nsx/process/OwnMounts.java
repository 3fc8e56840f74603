package nsx.process;

import java.util.ArrayList;
import java.util.List;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NsThread;

/**
 * The files that a program sees in a mount namespace that nsx has made: the working directory of nsx, if it exists
 * there, and, as with {@link ProcView} and {@link NetworkView}, a /proc, /sys and /etc that match its other
 * namespaces. No thread of nsx enters such a namespace, so a shell inside adds the missing mounts, in a mount
 * namespace for the program alone.
 */
final class OwnMounts {
    /** Changes the directory; the later arguments are the program. */
    private static final String DIRECTORY = "cd -- %s 2>/dev/null; ";

    /** Checks whether /proc shows the shell itself under its own process number. */
    private static final String PROC_NEEDED = "[ /proc/self -ef /proc/$$ ] || need=1; ";

    private static final String PROC =
            "[ /proc/self -ef /proc/$$ ] || mount -t proc -o nosuid,nodev,noexec proc /proc ||"
                    + " echo 'nsx: /proc shows another pid namespace' >&2; ";

    /** Finds the device of the topmost /sys, and the mounts directly below. */
    private static final String SYS_LOOK = "dev= top= below=; while read -r id parent device root target rest; do"
            + " case $target in /sys) top=$id dev=$device below=;;"
            + " /sys/*) [ \"$parent\" != \"$top\" ] || below=\"$below $target\";; esac;"
            + " done </proc/self/mountinfo; ";

    private static final String SYS_NEEDED = SYS_LOOK + "[ \"$dev\" = %s ] || need=1; ";

    /**
     * Builds a sysfs beside the old one and moves it over the old one. Nothing is mounted at the place where it is
     * built.
     */
    private static final String SYS = SYS_LOOK
            + "[ \"$dev\" = %s ] || { mount -t sysfs sysfs /sys/module && {"
            + " for at in $below; do mount --rbind \"$at\" \"/sys/module/${at#/sys/}\"; done;"
            + " mount --move /sys/module /sys; }; } || echo 'nsx: /sys shows another network namespace' >&2; ";

    private static final String FILES_NEEDED = "for file in /etc/netns/%1$s/*; do [ ! -e \"$file\" ] || need=1; done; ";
    private static final String FILES =
            "for file in /etc/netns/%1$s/*; do [ ! -e \"$file\" ] || mount --bind \"$file\" \"/etc/${file##*/}\"; done; ";

    private OwnMounts() {}

    /**
     * @param net whether the program's network namespace differs from that of nsx
     * @param pid whether the program's pid namespace differs from that of nsx
     */
    static Program around(Context context, boolean net, boolean pid, Program program) {
        StringBuilder look =
                new StringBuilder(String.format(DIRECTORY, Program.quoted(System.getProperty("user.dir"))));
        StringBuilder make = new StringBuilder();
        if (pid) {
            look.append(PROC_NEEDED);
            make.append(PROC);
        }
        if (net) {
            String device = Program.quoted(device(context.net()));
            look.append(String.format(SYS_NEEDED, device));
            make.append(String.format(SYS, device));
            NetworkView.names(context.net()).map(Program::quoted).forEach(name -> {
                look.append(String.format(FILES_NEEDED, name));
                make.append(String.format(FILES, name));
            });
        }
        if (!make.isEmpty()) {
            make.append("exec \"$@\"");
            look.insert(0, "need=; ");
            look.append("[ -z \"$need\" ] || exec unshare --mount --propagation=")
                    .append(ProcView.propagation())
                    .append(" -- /bin/sh -c ")
                    .append(Program.quoted(make.toString()))
                    .append(" nsx \"$@\"; ");
        }
        List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", look + "exec \"$@\"", "nsx"));
        arguments.addAll(program.arguments());
        return program.with(arguments);
    }

    private static String device(Namespace net) {
        return NsThread.enter(List.of(net), Sysfs::device);
    }
}
