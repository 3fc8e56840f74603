package nsx.dsl.op.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.IpProtocol;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Selector;
import nsx.rtnl.Selector.Key;
import nsx.rtnl.TrafficFilter;

/**
 * A wanted filter of kind u32, which every kernel with filters has.
 *
 * @param protocol the EtherType
 * @param classId the class for matching packets; empty for a filter with only an action
 */
record FilterDescription(int protocol, Selector selector, Optional<Integer> classId, Optional<FilterAction> action) {
    static final Parameter<Prefix> FROM =
            Parameter.named("from", Reader.prefix(Type.PREFIX), "packets from this network or address");
    static final Parameter<Prefix> TO =
            Parameter.named("to", Reader.prefix(Type.PREFIX), "packets to this network or address");
    static final Parameter<String> PROTO =
            Parameter.choice("proto", "packets of this protocol", "tcp", "udp", "icmp", "icmpv6");
    static final Parameter<Integer> PORT =
            Parameter.named("port", Reader.integer(1, 0xffff), "packets to this port of TCP or UDP");
    static final Parameter<Integer> SPORT =
            Parameter.named("sport", Reader.integer(1, 0xffff), "packets from this port of TCP or UDP");
    static final Parameter<Integer> CLASS =
            Parameter.named("class", Handle.OF_CLASS, "the class that the packets go into");
    static final Parameter<String> MIRROR =
            Parameter.named("mirror", Reader.device(), "a device that sends a copy of the packets");
    static final Parameter<String> REDIRECT =
            Parameter.named("redirect", Reader.device(), "a device that sends the packets instead");
    static final Parameter<Long> POLICE =
            Parameter.named("police", QueueKinds.RATE, "packets above this rate are dropped");
    static final Parameter<Boolean> DROP = Parameter.flag("drop", "packets are dropped");

    static final List<Parameter<?>> PARAMETERS =
            List.of(FROM, TO, PROTO, PORT, SPORT, CLASS, MIRROR, REDIRECT, POLICE, DROP);

    /** An offset from the IP header, for packets without IPv4 options and IPv6 extension headers. */
    private static final int SOURCE_4 = 12;

    private static final int DESTINATION_4 = 16;
    private static final int PORTS_4 = 20;
    private static final int SOURCE_6 = 8;
    private static final int DESTINATION_6 = 24;
    private static final int PORTS_6 = 40;

    static FilterDescription of(Arguments options) {
        Optional<Prefix> from = options.find(FROM);
        Optional<Prefix> to = options.find(TO);
        if (from.isPresent()
                && to.isPresent()
                && from.get().family() != to.get().family()) {
            throw options.wrong(TO, "of the same family as from");
        }
        boolean six = from.or(() -> to).filter(p -> p.family() == Family.INET6).isPresent()
                || options.find(PROTO).filter("icmpv6"::equals).isPresent();
        List<Key> keys = new ArrayList<>();
        options.find(PROTO).ifPresent(name -> keys.add(protocol(name, six)));
        from.ifPresent(p -> network(keys, p, six ? SOURCE_6 : SOURCE_4));
        to.ifPresent(p -> network(keys, p, six ? DESTINATION_6 : DESTINATION_4));
        int ports = six ? PORTS_6 : PORTS_4;
        options.find(SPORT).ifPresent(port -> keys.add(new Key(ports, port << 16, 0xffff0000, 0)));
        options.find(PORT).ifPresent(port -> keys.add(new Key(ports, port, 0xffff, 0)));
        boolean any = keys.isEmpty();
        if (any) {
            keys.add(new Key(0, 0, 0, 0));
        }
        int protocol = any ? TrafficFilter.ALL : six ? TrafficFilter.IPV6 : TrafficFilter.IPV4;
        Optional<FilterAction> action = FilterAction.of(options);
        if (options.find(CLASS).isEmpty() && action.isEmpty()) {
            throw new NsxException("qdisc.filter needs class:, mirror:, redirect:, police: or drop:")
                    .at("qdisc.filter")
                    .hint("such as qdisc.filter 'veth1', port: 80, class: '1:10'");
        }
        return new FilterDescription(
                protocol, new Selector(Selector.TERMINAL, List.copyOf(keys)), options.find(CLASS), action);
    }

    private static Key protocol(String name, boolean six) {
        int number = IpProtocol.number(name);
        return six ? new Key(4, number << 8, 0xff00, 0) : new Key(8, number << 16, 0xff0000, 0);
    }

    private static void network(List<Key> keys, Prefix prefix, int at) {
        byte[] bytes = prefix.network().address().getAddress();
        for (int i = 0; i < bytes.length && i * 8 < Math.max(prefix.length(), 1); i += 4) {
            int bits = Math.min(32, prefix.length() - i * 8);
            int mask = bits <= 0 ? 0 : -1 << 32 - bits;
            int value = (bytes[i] & 0xff) << 24
                    | (bytes[i + 1] & 0xff) << 16
                    | (bytes[i + 2] & 0xff) << 8
                    | bytes[i + 3] & 0xff;
            keys.add(new Key(at + i, value & mask, mask, 0));
        }
    }

    /** Whether an existing filter has the same effect on the same packets. */
    boolean isMetBy(TrafficFilter is, FilterAction.Names names) {
        return is.protocol() == protocol
                && is.selector().filter(s -> s.keys().equals(selector.keys())).isPresent()
                && is.classId() == classId.orElse(0)
                && action.map(a -> List.of(a.text())).orElse(List.of()).equals(FilterAction.texts(is, names));
    }

    /** The words of tc(8) after the priority. */
    String words() {
        StringBuilder text = new StringBuilder("protocol ")
                .append(protocol == TrafficFilter.IPV6 ? "ipv6" : protocol == TrafficFilter.IPV4 ? "ip" : "all")
                .append(" u32");
        for (Key key : selector.keys()) {
            text.append(String.format(" match u32 0x%08x 0x%08x at %d", key.value(), key.mask(), key.offset()));
        }
        classId.ifPresent(c -> text.append(" classid ").append(Qdisc.handleText(c)));
        action.ifPresent(a -> text.append(' ').append(a.words()));
        return text.toString();
    }
}
