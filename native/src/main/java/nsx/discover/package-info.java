/**
 * Every namespace of the machine and what keeps it alive: finders over /proc, the mounts of every mount namespace and the kernel's own
 * list, put together to one graph. Reading is apart from parsing: a captured tree of /proc and a stand-in for {@link
 * nsx.discover.Nsfs} show the rest without a right to anything.
 */
package nsx.discover;
