/** Evaluates nftables and iptables-legacy rules ({@code nsx.nft}, {@code nsx.xtables}) for a hypothetical packet. */
package nsx.filter;
