/**
 * Reports what the kernel does with one packet: its steps through nftables, and trace point events from a separate
 * tracing instance that disturbs no other tracing.
 */
package nsx.trace;
