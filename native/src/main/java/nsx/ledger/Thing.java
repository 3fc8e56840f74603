package nsx.ledger;

import nsx.ns.NamespaceKind;

/**
 * An object that a run has made, by what the kernel knows it by: a name alone can be anybody's.
 *
 * @param sort how it is looked up
 * @param what in words, such as {@code bridge br0}
 * @param home the inode of the namespace that it lives in, of the kind that its sort has
 * @param path a file of that namespace when it was made; empty for the namespace that nsx was started in or one without a file
 * @param place the path of a {@link Sort#FILE}, the name of a {@link Sort#TABLE}, also for its rules; empty for the others
 * @param id the index of a device, the handle of a table, {@code 3:7,8} for rules of it, the id of a System V object, device and inode of a file
 */
public record Thing(Sort sort, String what, long home, String path, String place, String id) {
    /** How an object is known. */
    public enum Sort {
        /** A namespace's name, a mount, a control group: by device and inode of what its path leads to. */
        FILE(NamespaceKind.MNT),
        /** A network device: by its index. */
        LINK(NamespaceKind.NET),
        /** A table of nftables: by its handle. */
        TABLE(NamespaceKind.NET),
        /** Rules of one of nsx's tables that the run found there: by the handle of the table and theirs. */
        RULE(NamespaceKind.NET),
        SEGMENT(NamespaceKind.IPC),
        QUEUE(NamespaceKind.IPC),
        SEMAPHORES(NamespaceKind.IPC);

        private final NamespaceKind home;

        Sort(NamespaceKind home) {
            this.home = home;
        }

        /** The kind of namespace that such an object lives in. */
        public NamespaceKind home() {
            return home;
        }
    }

    /** Whether both are the same object of the kernel, whatever it was called. */
    public boolean isSame(Thing other) {
        return sort == other.sort && home == other.home && id.equals(other.id);
    }
}
