/**
 * The part of nftables that NAT needs, as netlink messages: tables, chains, rules and their expressions (nft(8),
 * include/uapi/linux/netfilter/nf_tables.h). The package only builds requests and reads messages; it sends nothing.
 */
package nsx.nft;
