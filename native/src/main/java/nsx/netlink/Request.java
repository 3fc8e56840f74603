package nsx.netlink;

public record Request(String operation, int protocol) {}
