/**
 * The rules of iptables-legacy and ip6tables-legacy as the kernel stores them, and their evaluation for a packet.
 *
 * <p>They are read by getsockopt(2) on a raw socket (include/uapi/linux/netfilter_ipv4/ip_tables.h,
 * netfilter/x_tables.h). Rules of iptables-nft are rules of nftables: see {@code nsx.nft}.
 */
package nsx.xtables;
