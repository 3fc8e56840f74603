package nsx.xtables;

/**
 * What a rule or the policy of a chain has matched: {@code struct xt_counters}.
 *
 * @param packets number of packets
 * @param bytes their total length, in bytes
 */
public record Counters(long packets, long bytes) {}
