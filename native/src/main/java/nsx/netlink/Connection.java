package nsx.netlink;

public final class Connection implements AutoCloseable {
    public Connection(Transport transport) {}

    public Object ack(Request request) {
        return null;
    }

    @Override
    public void close() {}
}
