/** Control groups of version 1 and 2 (cgroups(7)): mounted trees, limits and member processes. */
package nsx.cgroup;
