package nsx.dsl.op;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.Devices;
import nsx.dsl.Session;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.ns.Context;
import nsx.process.Program;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Unit;

/** The options of a kind as ip-link(8) writes them. */
final class KindCommand {
    private KindCommand() {}

    /** Each with a space in front. */
    static String options(Session session, Context context, Kind kind, Attributes data) {
        Set<String> said = new HashSet<>();
        return kind.options().stream()
                .filter(o -> o.settable()
                        && !o.ipName().isEmpty()
                        && data.has(o.attribute().kernelName()))
                .filter(o -> said.add(o.attribute().kernelName()))
                .map(o -> " " + text(session, context, kind, o, data))
                .collect(Collectors.joining());
    }

    private static String text(Session session, Context context, Kind kind, Option option, Attributes data) {
        String attribute = option.attribute().kernelName();
        if (option.unit() == Unit.INTERFACE) {
            Optional<Link> link = Devices.find(session, context, data.integer(attribute));
            return option.ipName() + " "
                    + link.map(Link::name).map(Program::quoted).orElse("?");
        }
        Object value = data.value(attribute).orElseThrow();
        if (value instanceof Boolean b) {
            return truth(kind, option.ipName(), b);
        }
        return option.ipName() + " " + (value instanceof InetAddress a ? Ip.text(a) : value);
    }

    /** ip-link(8) says yes and no in three ways. */
    private static String truth(Kind kind, String word, boolean value) {
        return switch (kind.name()) {
            case "bridge_slave" -> word + (value ? " on" : " off");
            case "vxlan", "tun", "tap" -> value ? word : "no" + word;
            default -> word + (value ? " 1" : " 0");
        };
    }
}
