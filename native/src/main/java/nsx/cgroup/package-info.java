/** Control groups of version 1 and 2 (cgroups(7)): where they are mounted, what they limit, and who is in them. */
package nsx.cgroup;
