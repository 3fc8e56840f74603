/**
 * Netlink without any family: messages, attributes as tables, and the conversation with the kernel over a
 * {@link nsx.netlink.Transport}. Integers are in the byte order of the machine unless a type says otherwise
 * (netlink(7)). Imports nothing but the JDK.
 */
package nsx.netlink;
