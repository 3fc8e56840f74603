package nsx.dsl.why.across;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nsx.dsl.error.NsxException;
import nsx.dsl.why.NetState;

/** The namespaces of another host, each read when the walk comes to it. */
final class FarPart implements Part, AutoCloseable {
    /** More than a walk comes to: a host that invents others without end is given up. */
    private static final int MOST = 4096;

    private static final int MOST_OBJECTS = 1_000_000;

    private final String host;
    private final Asked there;
    private final Runnable left;
    private final UnaryOperator<NetState> change;
    private final Map<Integer, NetState> states = new HashMap<>();
    private List<NetState> all;
    private int objects;

    /** Asks a {@link HostPart}. */
    interface Asked {
        Object ask(String method, Object... arguments);
    }

    /**
     * @param there the part that the host has
     * @param left told when it is needed no more
     * @param change applied to each namespace
     */
    FarPart(String host, Asked there, Runnable left, UnaryOperator<NetState> change) {
        this.change = change;
        this.host = host;
        this.there = there;
        this.left = left;
    }

    /** The namespace of this name; an error of the other host when there is none. */
    NetState find(String namespace) {
        return state(number(there.ask("find", namespace)));
    }

    @Override
    public boolean has(NetState net) {
        return states.values().stream().anyMatch(s -> s == net);
    }

    @Override
    public List<NetState> all() {
        if (all == null) {
            // the first look at the other host's namespaces
            find("host");
            all = StateForm.checked(
                    host,
                    () -> ((List<?>) there.ask("all"))
                            .stream().map(n -> state(number(n))).toList());
        }
        return all;
    }

    @Override
    public Optional<NetState> numbered(NetState here, int nsid) {
        return Optional.ofNullable(there.ask("numbered", number(here), nsid)).map(n -> state(number(n)));
    }

    private NetState state(int number) {
        NetState known = states.get(number);
        if (known == null) {
            if (states.size() == MOST) {
                throw new NsxException(host + " has more than " + MOST + " network namespaces").at(host);
            }
            known = StateForm.read(
                    host, there.ask("state", number), new FarHeld(host, q -> there.ask("held", number, q[0], q[1])));
            objects += known.links().size()
                    + known.addresses().size()
                    + known.routes().size()
                    + known.neighbours().size()
                    + known.fdb().size();
            if (objects > MOST_OBJECTS) {
                throw new NsxException(host + " has more devices, addresses and routes than can be walked").at(host);
            }
            known = change.apply(known);
            states.put(number, known);
        }
        return known;
    }

    private int number(Object answer) {
        return StateForm.checked(host, () -> (Integer) answer);
    }

    private int number(NetState net) {
        return states.entrySet().stream()
                .filter(e -> e.getValue() == net)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Listens for frames; whether what does not come was certainly lost. */
    boolean expect(NetState net, int device, byte[] token) {
        return StateForm.checked(host, () -> (Boolean) there.ask("expect", number(net), device, token));
    }

    List<Integer> arrived(int milliseconds, List<Integer> wanted) {
        return StateForm.checked(
                host,
                () -> ((List<?>) there.ask("arrived", milliseconds, wanted))
                        .stream().map(Integer.class::cast).toList());
    }

    void send(NetState net, int device, String mac, byte[] token, List<Integer> lengths) {
        there.ask("send", number(net), device, mac, token, lengths);
    }

    @Override
    public void close() {
        left.run();
    }
}
