package nsx.dsl.why.across;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nsx.cgroup.GroupPrograms;
import nsx.conntrack.TrackedConnection;
import nsx.diag.InetSocket;
import nsx.diag.SocketOptions;
import nsx.diag.SocketProtocol;
import nsx.dsl.why.Held;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.netlink.Message;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Prefix;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;
import nsx.rtnl.TrafficFilter;
import nsx.sys.AttachedPrograms.Place;
import nsx.xfrm.IpsecPolicy;

/** Facts of a network namespace of another host, each asked for once. */
final class FarHeld implements Held {
    private final String host;
    private final Function<Object[], Object> ask;
    private final Map<List<Object>, Object> answers = new HashMap<>();

    /** @param ask sends a question and what it is about, and returns the answer of {@link HeldAnswers} */
    FarHeld(String host, Function<Object[], Object> ask) {
        this.host = host;
        this.ask = ask;
    }

    /** The answer, asked for once; empty where the other host knows none. */
    @SuppressWarnings("unchecked")
    private <T> Optional<T> find(Function<Object, T> read, String question, Object... with) {
        List<Object> key = List.of(question, List.of(with));
        if (!answers.containsKey(key)) {
            Object answer = ask.apply(new Object[] {question, Arrays.asList(with)});
            answers.put(key, answer == null ? null : StateForm.checked(host, () -> read.apply(answer)));
        }
        return Optional.ofNullable((T) answers.get(key));
    }

    private <T> T get(Function<Object, T> read, String question, Object... with) {
        return find(read, question, with).orElseThrow(() -> StateForm.none(host, null));
    }

    private <T> List<T> objects(Function<Message, T> decode, String question, Object... with) {
        return get(all -> StateForm.objects(all, decode), question, with);
    }

    @Override
    public Optional<String> parameter(String path) {
        return find(String.class::cast, "parameter", path);
    }

    @Override
    public Optional<List<InetSocket>> sockets(int protocol) {
        SocketProtocol kind = protocol == IpProtocol.TCP ? SocketProtocol.TCP : SocketProtocol.UDP;
        return find(all -> StateForm.objects(all, m -> whole(InetSocket.decode(kind, m))), "sockets", protocol);
    }

    /** Reads all facts now, while a message that makes no sense is told of its host. */
    private static InetSocket whole(InetSocket socket) {
        socket.info();
        socket.only6();
        socket.mark();
        socket.group();
        return socket;
    }

    /** Reads all facts now, while a message that makes no sense is told of its host. */
    private static TrackedConnection whole(TrackedConnection connection) {
        connection.original();
        connection.reply();
        connection.status();
        connection.state();
        connection.timeout();
        connection.mark();
        connection.zone();
        return connection;
    }

    @Override
    public Optional<SocketOptions> options(InetSocket socket) {
        return find(
                answer -> {
                    List<?> fields = (List<?>) answer;
                    return new SocketOptions((Integer) fields.get(0), (Integer) fields.get(1), (Boolean) fields.get(2));
                },
                "options",
                socket.inode());
    }

    @Override
    public List<Qdisc> queues() {
        return objects(Qdisc::decode, "queues");
    }

    @Override
    public List<TrafficFilter> classifiers() {
        return objects(TrafficFilter::decode, "classifiers");
    }

    @Override
    public boolean isProgrammed(int device, boolean receiving) {
        return get(Boolean.class::cast, "programmed", device, receiving);
    }

    @Override
    public boolean isChoosing() {
        return get(Boolean.class::cast, "choosing");
    }

    @Override
    public boolean isFiltering() {
        return get(Boolean.class::cast, "filtering");
    }

    @Override
    public GroupPrograms programs(long group) {
        return get(
                answer -> {
                    Set<Place> places = EnumSet.noneOf(Place.class);
                    ((List<?>) ((List<?>) answer).get(1)).forEach(name -> places.add(Place.valueOf((String) name)));
                    return new GroupPrograms((String) ((List<?>) answer).get(0), places);
                },
                "programs",
                group);
    }

    @Override
    public List<String> tables() {
        return get(all -> ((List<?>) all).stream().map(String.class::cast).toList(), "tables");
    }

    @Override
    public List<TrackedConnection> connections(Packet packet) {
        return objects(
                m -> whole(TrackedConnection.decode(m)),
                "connections",
                Ip.text(packet.source()),
                Ip.text(packet.destination()),
                packet.protocol(),
                packet.port());
    }

    @Override
    public Optional<List<IpsecPolicy>> policies() {
        return find(
                all -> ((List<?>) all)
                        .stream().map(one -> policy((List<?>) one)).toList(),
                "policies");
    }

    private static IpsecPolicy policy(List<?> fields) {
        return new IpsecPolicy(
                (String) fields.get(0),
                Prefix.parse((String) fields.get(1)),
                Prefix.parse((String) fields.get(2)),
                (Integer) fields.get(3),
                new IpsecPolicy.Ports((Integer) fields.get(4), (Integer) fields.get(5)),
                new IpsecPolicy.Ports((Integer) fields.get(6), (Integer) fields.get(7)),
                (Boolean) fields.get(8),
                (Boolean) fields.get(9));
    }

    @Override
    public List<Neighbour> proxies() {
        return objects(Neighbour::decode, "proxies");
    }

    @Override
    public List<Route> exceptions() {
        return objects(Route::decode, "exceptions");
    }
}
