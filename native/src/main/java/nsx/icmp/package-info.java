/** ICMP echo (RFC 792) and ICMPv6 echo (RFC 4443): messages as pure functions of bytes, and a ping over a raw socket. */
package nsx.icmp;
