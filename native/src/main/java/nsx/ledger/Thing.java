package nsx.ledger;

import java.util.Objects;
import nsx.ns.NamespaceKind;

/**
 * An object that a run created, with the kernel's identification of it, because another object may have the same
 * name.
 *
 * @param sort the way of looking the object up
 * @param what the object in words, such as {@code bridge br0}
 * @param home the inode of the namespace that it lives in; the sort determines the kind
 * @param path a file of that namespace at the time of creation; empty for the namespace that nsx was started in and
 * for one without a file
 * @param place the path of a {@link Sort#FILE}, the name of a {@link Sort#TABLE}, also for rules of the table; empty
 * for other sorts
 * @param id the index of a device, the handle of a table, {@code 3:7,8} for rules of table 3, the id of a System V
 * object, device and inode of a file
 */
public record Thing(Sort sort, String what, long home, String path, String place, String id) {
    /** The sorts of objects, by their identification. */
    public enum Sort {
        /** A namespace's name, a mount or a control group, identified by device and inode of the file at its path. */
        FILE(NamespaceKind.MNT),
        /** A network device, identified by its index. */
        LINK(NamespaceKind.NET),
        /** A table of nftables, identified by its handle. */
        TABLE(NamespaceKind.NET),
        /**
         * Rules that the run added to an existing table of nsx, identified by the handles of the table and of the
         * rules.
         */
        RULE(NamespaceKind.NET),
        SEGMENT(NamespaceKind.IPC),
        QUEUE(NamespaceKind.IPC),
        SEMAPHORES(NamespaceKind.IPC);

        private final NamespaceKind home;

        Sort(NamespaceKind home) {
            this.home = home;
        }

        /** The kind of namespace that objects of this sort live in. */
        public NamespaceKind home() {
            return home;
        }
    }

    /**
     * What tells kernel objects apart, regardless of their names.
     *
     * @param home see {@link Thing}
     * @param id see {@link Thing}
     */
    public record Identity(Sort sort, long home, String id) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && sort == that.sort && home == that.home && id.equals(that.id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(sort, home, id);
        }
    }

    public Identity identity() {
        return new Identity(sort, home, id);
    }
}
