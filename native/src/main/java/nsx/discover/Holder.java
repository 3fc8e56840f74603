package nsx.discover;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import nsx.ns.NamespaceKind;

/** One thing that keeps a namespace alive. */
public sealed interface Holder {
    /** The order in which holders are shown: a name is the best reason. */
    List<Class<? extends Holder>> ORDER = List.of(
            Mount.class, Process.class, Task.class, Children.class, Descriptor.class, Below.class, Unseen.class);

    default int rank() {
        return ORDER.indexOf(getClass());
    }

    /** A process whose main thread is in the namespace. */
    record Process(int pid) implements Holder {
        @Override
        public Optional<String> file(NamespaceKind kind) {
            return Optional.of(pid + "/ns/" + kind.file());
        }

        @Override
        public String text(IntFunction<String> command) {
            return "process " + pid + " (" + command.apply(pid) + ")";
        }
    }

    /** A thread that is in the namespace while the main thread of its process is elsewhere. */
    record Task(int pid, int thread) implements Holder {
        @Override
        public Optional<String> file(NamespaceKind kind) {
            return Optional.of(pid + "/task/" + thread + "/ns/" + kind.file());
        }

        @Override
        public String text(IntFunction<String> command) {
            return "thread " + thread + " of " + new Process(pid).text(command);
        }
    }

    /** A task outside a pid or time namespace whose children will be in it. */
    record Children(int pid, int thread) implements Holder {
        @Override
        public Optional<String> file(NamespaceKind kind) {
            return Optional.of(pid + "/task/" + thread + "/ns/" + kind.childFile());
        }

        @Override
        public String text(IntFunction<String> command) {
            return "children of " + (thread == pid ? new Process(pid) : new Task(pid, thread)).text(command);
        }
    }

    /** A file that a process has open. */
    record Descriptor(int pid, int fd) implements Holder {
        @Override
        public Optional<String> file(NamespaceKind kind) {
            return Optional.of(pid + "/fd/" + fd);
        }

        @Override
        public String text(IntFunction<String> command) {
            return "fd " + fd + " of " + new Process(pid).text(command);
        }
    }

    /**
     * A bind mount.
     *
     * @param path the mount point as seen in its mount namespace
     * @param mounts the inode of the mount namespace that contains the mount; 0 for the caller's
     * @param pid a process in that mount namespace, through whose root the mount can be opened; 0 if there is none or
     * it belongs to another user namespace, where nsx opens nothing
     */
    record Mount(String path, long mounts, int pid) implements Holder {
        /** Whether the path is valid in the caller's mount namespace. */
        public boolean isHere() {
            return mounts == 0;
        }

        @Override
        public Optional<String> file(NamespaceKind kind) {
            return pid == 0 ? Optional.empty() : Optional.of(pid + "/root" + path);
        }

        @Override
        public String text(IntFunction<String> command) {
            return "mount on " + path + (isHere() ? "" : " in mnt:[" + mounts + "]");
        }
    }

    /** A namespace that needs this one: an owned namespace or a child. */
    record Below(boolean owned, NamespaceKind kind, long inode) implements Holder {
        @Override
        public String text(IntFunction<String> command) {
            return (owned ? "owner of " : "parent of ") + kind.file() + ":[" + inode + "]";
        }
    }

    /**
     * An unknown holder: the kernel lists the namespace, but nothing visible from here explains why. It may be a
     * socket or a descriptor in transit to another process.
     */
    record Unseen() implements Holder {
        @Override
        public String text(IntFunction<String> command) {
            return "something that cannot be seen from here";
        }
    }

    /**
     * Describes the holder for a person: {@code process 12 (sleep 100)}, {@code fd 7 of process 12 (...)}.
     *
     * @param command returns the command of a process by its number
     */
    String text(IntFunction<String> command);

    /** A file below /proc that stands for the held namespace of this kind. */
    default Optional<String> file(NamespaceKind kind) {
        return Optional.empty();
    }
}
