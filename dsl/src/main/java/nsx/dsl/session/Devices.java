package nsx.dsl.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.discover.Tenant;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.netlink.Connection;
import nsx.netlink.Request;
import nsx.rtnl.Link;
import nsx.rtnl.Links;
import nsx.sys.Errno;

/** The current devices of a context's network namespace. */
public final class Devices {
    /** The errors for a missing device; ERANGE and EINVAL mean a name that no device can have. */
    private static final Set<Integer> UNKNOWN =
            Set.of(Errno.ENODEV.number(), Errno.EINVAL.number(), Errno.ERANGE.number());

    private Devices() {}

    /** Finds a device by name or alternative name. */
    public static Optional<Link> find(Here here, String name) {
        return name.isEmpty() ? Optional.empty() : found(here, Links.get(name));
    }

    public static Optional<Link> find(Here here, int index) {
        return found(here, Links.get(index));
    }

    private static Optional<Link> found(Here here, Request request) {
        return rtnl(here).find(request, UNKNOWN).map(Link::decode);
    }

    /** The device of this name; throws an error with the nearest name if it does not exist. */
    public static Link get(Here here, String name) {
        return find(here, name).orElseThrow(() -> missing(here, name));
    }

    private static NsxException missing(Here here, String name) {
        List<String> names = all(here).stream().map(Link::name).toList();
        String nearest = Texts.didYouMean(name, names);
        return new NsxException("there is no device " + name)
                .at(name)
                .hint(
                        Tenant.isTitle(name)
                                ? "for a line in what others run: netns(" + Tenant.argument(name.split(":", 2)[0])
                                        + ") { … }"
                                : nearest != null ? nearest : "the devices here: " + String.join(", ", names));
    }

    public static List<Link> all(Here here) {
        return rtnl(here).dump(Links.dump()).decode(Link::decode);
    }

    public static Connection rtnl(Here here) {
        return here.kernel().netlink(here.context(), Request.ROUTE);
    }
}
