package nsx.monitor;

import java.time.Instant;

/** A change with its namespace and the time at which it was read. */
public record NetworkEvent(Instant time, String namespace, Change change) {}
