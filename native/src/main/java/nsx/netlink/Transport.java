package nsx.netlink;

/**
 * One bound netlink socket, or a fake kernel in tests. Failures of the socket are exceptions of the
 * implementation; bytes that make no sense are found out by {@link Message#parse}.
 */
public interface Transport extends AutoCloseable {
    /** Sends one datagram, which may hold several messages. */
    void send(byte[] datagram);

    /** Waits for one datagram and returns it whole. */
    byte[] receive();

    /** The port the kernel answers to ({@code nl_pid} of getsockname), 0 when not known. */
    int port();

    @Override
    void close();
}
