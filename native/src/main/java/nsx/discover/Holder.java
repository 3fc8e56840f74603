package nsx.discover;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import nsx.ns.NamespaceKind;

/** One thing that keeps a namespace alive. */
public sealed interface Holder {
    /** The order in which they are shown: a name is the best reason. */
    List<Class<? extends Holder>> ORDER = List.of(
            Mount.class, Process.class, Task.class, Children.class, Descriptor.class, Below.class, Unseen.class);

    default int rank() {
        return ORDER.indexOf(getClass());
    }

    /** A process whose main thread is in it. */
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

    /** A thread that is in it while its process is elsewhere. */
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

    /** A task whose children will be in it while it is elsewhere itself: pid and time namespaces. */
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

    /** An open file of a process. */
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
     * @param path as it is seen in that mount namespace
     * @param mounts the inode of the mount namespace that has it; 0 for that of the caller
     * @param pid a process in that mount namespace, through whose root it can be opened; 0 when there is none, or when it belongs to another
     *     user namespace: nsx opens nothing there
     */
    record Mount(String path, long mounts, int pid) implements Holder {
        /** Whether the caller sees it by this path. */
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

    /** A namespace that cannot be without it: one that it owns, or one below it. */
    record Below(boolean owned, NamespaceKind kind, long inode) implements Holder {
        @Override
        public String text(IntFunction<String> command) {
            return (owned ? "owner of " : "parent of ") + kind.file() + ":[" + inode + "]";
        }
    }

    /** The kernel lists it, and nothing that can be seen from here explains why: a socket, a file on its way to another process. */
    record Unseen() implements Holder {
        @Override
        public String text(IntFunction<String> command) {
            return "something that cannot be seen from here";
        }
    }

    /**
     * For a person: {@code process 12 (sleep 100)}, {@code fd 7 of process 12 (...)}.
     *
     * @param command the command of a process by its number
     */
    String text(IntFunction<String> command);

    /** A file below /proc that stands for a namespace of this kind which is held so. */
    default Optional<String> file(NamespaceKind kind) {
        return Optional.empty();
    }
}
