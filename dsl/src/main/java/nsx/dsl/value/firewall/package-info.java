/** The values that words about translation, filters, nftables and tracked connections return. */
package nsx.dsl.value.firewall;
