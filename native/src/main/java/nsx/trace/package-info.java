/**
 * What the kernel does with one packet, as it tells itself: steps through nftables, and events of its trace points in an instance of
 * nsx's own, which disturbs no other tracing.
 */
package nsx.trace;
