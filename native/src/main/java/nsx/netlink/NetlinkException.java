package nsx.netlink;

import java.util.Optional;

/** The kernel refused a request. The message contains everything that the kernel reported; callers add hints. */
public final class NetlinkException extends RuntimeException {
    private final transient Request request;
    private final int errno;
    private final String kernelMessage;
    private final String attribute;
    private final String missing;

    NetlinkException(Request request, int errno, String kernelMessage, String attribute, String missing) {
        super(text(request, errno, kernelMessage, attribute, missing));
        this.request = request;
        this.errno = errno;
        this.kernelMessage = kernelMessage;
        this.attribute = attribute;
        this.missing = missing;
    }

    private static String text(Request request, int errno, String kernel, String attribute, String missing) {
        return request.operation() + ": errno " + errno
                + (kernel.isEmpty() ? "" : ": " + kernel)
                + (attribute.isEmpty() ? "" : " (at " + attribute + ")")
                + (missing.isEmpty() ? "" : " (missing " + missing + ")");
    }

    public String operation() {
        return request.operation();
    }

    public Request request() {
        return request;
    }

    /** Positive. */
    public int errno() {
        return errno;
    }

    /** The kernel's message (NLMSGERR_ATTR_MSG); many refusals have none. */
    public Optional<String> kernelMessage() {
        return Optional.of(kernelMessage).filter(text -> !text.isEmpty());
    }

    /** The path of the attribute that the kernel objects to, such as {@code IFLA_LINKINFO/IFLA_INFO_KIND}. */
    public Optional<String> attribute() {
        return Optional.of(attribute).filter(text -> !text.isEmpty());
    }

    /** The path of the attribute that the kernel misses (since 6.0). */
    public Optional<String> missing() {
        return Optional.of(missing).filter(text -> !text.isEmpty());
    }
}
