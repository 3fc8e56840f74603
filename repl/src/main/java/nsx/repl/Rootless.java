package nsx.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntSupplier;
import nsx.dsl.error.ExitCode;
import nsx.netlink.NetlinkException;
import nsx.process.Sysfs;
import nsx.repl.Options.Flag;
import nsx.repl.Options.UsageException;
import nsx.repl.output.Console;
import nsx.sys.Fd;
import nsx.sys.Mounts;
import nsx.sys.SysException;

/**
 * {@code --rootless}: before the JVM starts, the launcher has created a user namespace in which the user is root,
 * with separate networks, IPC, names and mounts. The host's /run is not writable there, so the run gets its own,
 * which still shows the content of the host's.
 */
final class Rootless {
    private static final Path RUN = Path.of("/run");
    /** The directories of names that are separate for the run: the user could not add names to those of the host. */
    private static final Set<String> OWN = Set.of("netns", "nsx");

    private Rootless() {}

    static int around(Console console, Options options, IntSupplier run) {
        if (!options.has(Flag.ROOTLESS)) {
            return run.getAsInt();
        }
        if (!Boolean.getBoolean("nsx.rootless")) {
            // a mount would change the machine itself
            throw new UsageException(
                    "--rootless needs the launcher nsx, which creates the namespaces before Java starts");
        }
        try {
            mountRun();
            mountSys(console);
            Loopback.up();
        } catch (SysException | NetlinkException | IOException e) {
            throw new NoScriptException("--rootless: " + e.getMessage(), ExitCode.NOT_PERMITTED);
        }
        return run.getAsInt();
    }

    /** Mounts /sys. A container may forbid it or have no /sys, and most words do not need it. */
    private static void mountSys(Console console) {
        try {
            Sysfs.mount();
        } catch (SysException e) {
            console.notice("/sys shows the devices of another network namespace: " + e.getMessage());
        }
    }

    private static void mountRun() throws IOException {
        try (Fd host = nsx.sys.Files.open(RUN.toString(), nsx.sys.Files.O_PATH)) {
            Mounts.mount("tmpfs", RUN.toString(), "tmpfs", 0, "mode=0755");
            // the path through the descriptor still leads to the directory, which is now hidden
            Path hidden = Path.of("/proc/self/fd/" + host.number());
            String[] names = hidden.toFile().list();
            for (String name : names == null ? new String[0] : names) {
                if (!OWN.contains(name)) {
                    show(hidden.resolve(name), RUN.resolve(name));
                }
            }
        }
    }

    private static void show(Path hidden, Path place) throws IOException {
        if (Files.isSymbolicLink(hidden)) {
            Files.createSymbolicLink(place, Files.readSymbolicLink(hidden));
        } else if (Files.isDirectory(hidden, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(place);
            bind(hidden, place);
        } else if (!Files.isRegularFile(hidden) || Files.isReadable(hidden)) {
            // programs can create other files, such as the lock of iptables, themselves
            Files.createFile(place);
            bind(hidden, place);
        }
    }

    /** Binds recursively: the kernel copies mounts of another user's mount namespace together or not at all. */
    private static void bind(Path hidden, Path place) {
        Mounts.mount(hidden.toString(), place.toString(), null, Mounts.MS_BIND | Mounts.MS_REC, null);
    }
}
