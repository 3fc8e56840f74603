/**
 * Finds every namespace of the machine and what keeps it alive: finders over /proc, the mounts of every mount
 * namespace and the kernel's own list build one graph. Reading is separate from parsing, so a captured /proc and a
 * stand-in for {@link nsx.discover.Nsfs} can be searched without any rights.
 */
package nsx.discover;
