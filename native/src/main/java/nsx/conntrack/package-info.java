/**
 * The connections that the kernel tracks (ctnetlink, include/uapi/linux/netfilter/nfnetlink_conntrack.h): builds
 * requests and reads messages, as tables and pure functions.
 */
package nsx.conntrack;
