package nsx.ns;

import nsx.sys.Stat;

/** The identity of a namespace: device and inode of its nsfs file (ioctl_ns(2), "comparing"). */
public record NamespaceId(long device, long inode) {
    public static NamespaceId of(Stat stat) {
        return new NamespaceId(stat.device(), stat.inode());
    }
}
