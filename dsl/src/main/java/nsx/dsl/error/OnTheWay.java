package nsx.dsl.error;

import java.util.Optional;
import java.util.Set;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.rtnl.Rtm;
import nsx.sys.Errno;
import nsx.sys.SysException;

/**
 * Recognizes refusals of a packet rather than of the program that sends it. A route's type answers with an error of its
 * own (ip-route(8), "route types"), and a filter that drops what a program sends answers with EPERM (nf_hook_slow).
 */
final class OnTheWay {
    private static final Set<String> SENDING = Set.of("sendto", "connect");

    private OnTheWay() {}

    /** The hint for a packet that did not leave, or for a route that was looked up; empty for any other refusal. */
    static Optional<String> stopped(RuntimeException cause) {
        if (cause instanceof NetlinkException e) {
            boolean lookup = e.request().protocol() == Request.ROUTE
                    && e.request().type() == Rtm.GETROUTE
                    && e.kernelMessage().isEmpty();
            return Optional.of(Errno.of(e.errno())).filter(errno -> lookup).map(OnTheWay::byRoute);
        }
        return cause instanceof SysException e
                        && SENDING.contains(e.call())
                        && !e.argument().equals("AF_NETLINK")
                ? Optional.ofNullable(e.errno() == Errno.EPERM ? byFilter() : byRoute(e.errno()))
                : Optional.empty();
    }

    private static String byFilter() {
        return "a filter drops what is sent there: nft() lists the rules";
    }

    private static String byRoute(Errno errno) {
        return switch (errno) {
            case ENETUNREACH -> "no route leads there: see routes(), or add one with route 'default', via: '…'";
            case EHOSTUNREACH -> matches("unreachable");
            case EACCES -> matches("prohibit");
            case EINVAL -> matches("blackhole");
            default -> null;
        };
    }

    private static String matches(String type) {
        return "a route of type " + type + " matches it: see routes()";
    }
}
