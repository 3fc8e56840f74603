package nsx.netlink;

/**
 * One bound netlink socket, or a fake kernel in tests. The implementation throws its own exceptions for socket
 * failures; {@link Message#parse} detects malformed bytes.
 */
public interface Transport extends AutoCloseable {
    /** Sends one datagram, which may hold several messages. */
    void send(byte[] datagram);

    /** Waits for one datagram and returns it whole. */
    byte[] receive();

    /** The port that the kernel answers to ({@code nl_pid} of getsockname); 0 if unknown. */
    int port();

    @Override
    void close();
}
