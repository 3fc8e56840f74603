package nsx.ns;

import nsx.sys.Stat;

/** The identity of a namespace: device and inode of its nsfs file (ioctl_ns(2), "comparing"). */
public record NamespaceId(long device, long inode) {
    public static NamespaceId of(Stat stat) {
        return new NamespaceId(stat.device(), stat.inode());
    }

    /** Written out, as {@link #hashCode} is: the methods that a record has by itself are generated when first called. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceId id && device == id.device && inode == id.inode;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * device + inode);
    }
}
