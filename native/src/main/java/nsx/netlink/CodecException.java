package nsx.netlink;

/** The bytes do not match the tables. It is the only exception that malformed bytes cause. */
public final class CodecException extends RuntimeException {
    public CodecException(String message) {
        super(message);
    }
}
