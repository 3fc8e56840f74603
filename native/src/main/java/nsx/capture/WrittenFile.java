package nsx.capture;

/**
 * A file that a capture wrote.
 *
 * @param packets how many are in it
 * @param size in bytes
 */
public record WrittenFile(String path, long packets, long size) {}
