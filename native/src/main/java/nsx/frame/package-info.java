/**
 * Frames: what they say, as pure functions of bytes. A protocol is a {@link nsx.frame.Decoder} in the table of what carries it: EtherType,
 * protocol of IP, port of UDP. Whatever a frame holds, reading it is never an error, ends, and gives printable ASCII of limited length.
 */
package nsx.frame;
