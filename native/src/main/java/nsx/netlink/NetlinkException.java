package nsx.netlink;

public final class NetlinkException extends RuntimeException {
    public int errno() {
        return 0;
    }

    public String kernelMessage() {
        return "";
    }

    public String attribute() {
        return "";
    }
}
