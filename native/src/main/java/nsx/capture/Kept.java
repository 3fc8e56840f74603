package nsx.capture;

import java.time.Instant;
import nsx.frame.LinkType;

/**
 * A frame copied out of its ring.
 *
 * @param time when the kernel saw the frame
 * @param type the kind of its header
 * @param length on the wire, in bytes
 * @param bytes the captured bytes, which may be fewer than the length
 */
public record Kept(Instant time, LinkType type, int length, byte[] bytes) {}
