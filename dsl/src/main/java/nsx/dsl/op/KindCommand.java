package nsx.dsl.op;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.dsl.Devices;
import nsx.dsl.Session;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Unit;

/** The options of a kind as ip-link(8) writes them. */
final class KindCommand {
    private KindCommand() {}

    /** Each with a space in front. */
    static String options(Session session, Context context, Kind kind, Attributes data) {
        return kind.options().stream()
                .filter(o -> o.settable() && !o.ipName().isEmpty() && data.has(o.attribute().kernelName()))
                .filter(o -> kind.options(o.name()).stream()
                        .anyMatch(same -> same.attribute().equals(o.attribute())))
                .map(o -> " " + o.ipName() + " " + text(session, context, o, data))
                .distinct()
                .collect(Collectors.joining());
    }

    private static String text(Session session, Context context, Option option, Attributes data) {
        String attribute = option.attribute().kernelName();
        if (option.unit() == Unit.INTERFACE) {
            Optional<Link> link = Devices.find(session, context, data.integer(attribute));
            return link.map(Link::name).orElse("?");
        }
        Object value = data.value(attribute).orElseThrow();
        if (value instanceof Boolean b) {
            return b ? "1" : "0";
        }
        if (value instanceof Duration d) {
            return String.valueOf(d.toMillis());
        }
        return value instanceof java.net.InetAddress a ? Ip.text(a) : String.valueOf(value);
    }
}
