package nsx.netlink;

/** The seam under a connection: a netlink socket, or a fake kernel in tests. */
public interface Transport extends AutoCloseable {
    void send(byte[] datagram);

    byte[] receive();

    int port();

    @Override
    void close();
}
