package nsx.frame;

import java.nio.BufferUnderflowException;
import java.util.function.Function;

/**
 * A protocol and how it is read.
 *
 * @param name as the column of protocols has it
 * @param reader what the bytes say, in a few words. {@link BufferUnderflowException} when some are missing; {@link OtherProtocol} when
 *     they are of something else
 */
record Decoder(String name, Function<Bytes, String> reader) {
    /** The bytes are not of the protocol for which they were taken. */
    static final class OtherProtocol extends RuntimeException {
        private static final long serialVersionUID = 1;

        OtherProtocol() {
            super(null, null, false, false);
        }
    }

    /** A protocol of which only the length is said. */
    static Decoder length(String name) {
        return new Decoder(name, in -> "length " + in.left());
    }

    static void require(boolean right) {
        if (!right) {
            throw new OtherProtocol();
        }
    }
}
