/**
 * Netlink independent of any family: messages, tables of attributes, and the conversation with the kernel over a
 * {@link nsx.netlink.Transport}. Integers are in the byte order of the machine unless a type says otherwise
 * (netlink(7)). Imports nothing but the JDK.
 */
package nsx.netlink;
