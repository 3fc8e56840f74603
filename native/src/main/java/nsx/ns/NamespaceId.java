package nsx.ns;

import nsx.sys.Stat;

/** What makes two namespace files the same namespace: device and inode of nsfs, both (ioctl_ns(2), "comparing"). */
public record NamespaceId(long device, long inode) {
    public static NamespaceId of(Stat stat) {
        return new NamespaceId(stat.device(), stat.inode());
    }
}
