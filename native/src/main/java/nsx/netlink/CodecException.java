package nsx.netlink;

/** Bytes that are not what the tables say: the only exception that malformed bytes give. */
public final class CodecException extends RuntimeException {
    public CodecException(String message) {
        super(message);
    }
}
