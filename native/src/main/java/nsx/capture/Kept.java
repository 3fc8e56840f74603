package nsx.capture;

import java.time.Instant;
import nsx.frame.LinkType;

/**
 * A frame that was copied out of its ring.
 *
 * @param time at which the kernel saw it
 * @param type of its header
 * @param length on the wire
 * @param bytes as many as are here
 */
public record Kept(Instant time, LinkType type, int length, byte[] bytes) {}
