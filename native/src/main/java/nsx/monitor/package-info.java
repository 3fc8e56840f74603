/** Changes in network namespaces as they happen: rtnetlink's multicast groups, and namespaces that come and go. */
package nsx.monitor;
