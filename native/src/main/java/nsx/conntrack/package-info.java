/**
 * The connections that the kernel tracks (ctnetlink, include/uapi/linux/netfilter/nfnetlink_conntrack.h): tables and pure functions.
 * Requests are built, messages are read.
 */
package nsx.conntrack;
