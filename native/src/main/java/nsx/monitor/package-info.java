/** What changes in network namespaces while it changes: rtnetlink's multicast groups, and namespaces that come and go. */
package nsx.monitor;
