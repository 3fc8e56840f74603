/** Who has an address on one cable: ARP (RFC 826) and neighbour discovery (RFC 4861), asked without the kernel's own tables. */
package nsx.arp;
