package nsx.monitor;

import java.time.Instant;

/** A change with the namespace that it happened in, and when it was read. */
public record NetworkEvent(Instant time, String namespace, Change change) {}
