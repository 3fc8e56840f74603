package nsx.dsl.op.link;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.process.Program;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Spelling;
import nsx.rtnl.kind.Unit;

/** Formats the options of a kind for ip-link(8). */
final class KindCommand {
    private KindCommand() {}

    /** The options, each after a space; those of a pair's other end are last, after the word {@code peer}. */
    static String options(Here here, Kind kind, Attributes data) {
        String peer = peer(here, kind, data);
        return own(here, kind, data) + (peer.isEmpty() ? "" : " peer" + peer);
    }

    /** The options of the device itself. */
    static String own(Here here, Kind kind, Attributes data) {
        return texts(here, kind, data, false);
    }

    /** The options of a pair's other end. */
    static String peer(Here here, Kind kind, Attributes data) {
        return texts(here, kind, data, true);
    }

    private static String texts(Here here, Kind kind, Attributes data, boolean ofPeer) {
        Set<String> said = new HashSet<>();
        return kind.options().stream()
                .filter(o -> o.settable() && !o.ipName().isEmpty() && o.ofPeer() == ofPeer && o.isSet(data))
                .filter(o -> said.add(o.attribute().kernelName() + o.mask()))
                .map(o -> " " + text(here, o, data))
                .collect(Collectors.joining());
    }

    private static String text(Here here, Option option, Attributes data) {
        String attribute = option.attribute().kernelName();
        if (option.unit() == Unit.INTERFACE) {
            Optional<Link> link = Devices.find(here, data.integer(attribute));
            return option.ipName() + " "
                    + link.map(Link::name).map(Program::quoted).orElse("?");
        }
        Object value = option.value(data).orElseThrow();
        if (option.spelling() == Spelling.NUMBER) {
            return option.ipName() + " " + option.attribute().type().names().indexOf(value);
        }
        return option.spelling().text(option.ipName(), value instanceof InetAddress a ? Ip.text(a) : value);
    }
}
