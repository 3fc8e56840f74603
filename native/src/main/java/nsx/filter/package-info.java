/** What filters do with a packet that exists in thought only, whoever keeps their rules: {@code nsx.nft} or {@code nsx.xtables}. */
package nsx.filter;
