/**
 * Asks who has an address on one link, by ARP (RFC 826) or neighbour discovery (RFC 4861), without the kernel's own
 * tables.
 */
package nsx.arp;
