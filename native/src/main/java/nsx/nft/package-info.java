/**
 * The part of nftables that NAT needs, as netlink messages: tables, chains, rules and their expressions (nft(8),
 * include/uapi/linux/netfilter/nf_tables.h). Everything here is pure: requests are built, messages are read.
 */
package nsx.nft;
