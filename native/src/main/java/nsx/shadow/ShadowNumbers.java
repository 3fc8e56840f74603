package nsx.shadow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.netlink.Attributes;
import nsx.netlink.Request;
import nsx.ns.Namespace;
import nsx.rtnl.Nsids;
import nsx.rtnl.Rtm;
import nsx.sys.Errno;

/** The numbers that a network has for other network namespaces (RTM_NEWNSID). */
final class ShadowNumbers {
    private static final int NONE = -1;

    private final ShadowNetwork network;
    private final Map<Namespace, Integer> given = new HashMap<>();
    /** The numbers in use; null before the first is given. */
    private BitSet taken;

    ShadowNumbers(ShadowNetwork network) {
        this.network = network;
    }

    Attributes find(Request request) {
        return row(number(other(request)));
    }

    /** The number of another namespace; {@value #NONE} without one. */
    int number(Namespace other) {
        Integer number = given.get(other);
        if (number != null || other.isPlanned() || network.namespace().isPlanned()) {
            return number == null ? NONE : number;
        }
        return ShadowNetwork.decode(Rtm.GETNSID, network.all().live().number(network.namespace(), other)).stream()
                .mapToInt(row -> row.integer("NETNSA_NSID", NONE))
                .findFirst()
                .orElse(NONE);
    }

    /**
     * The number of another namespace, assigned if missing, as the kernel does for a link that leads there
     * (rtnl_fill_link_netnsid).
     */
    int ensure(Namespace other) {
        int number = number(other);
        if (number == NONE) {
            number = free();
            give(other, number);
        }
        return number;
    }

    /** The lowest unused number; none is ever given back. */
    private int free() {
        if (taken == null) {
            taken = new BitSet();
            existing().forEach(row -> taken(row.integer("NETNSA_NSID")));
            given.values().forEach(this::taken);
        }
        return taken.nextClearBit(0);
    }

    private void taken(int number) {
        if (taken != null && number >= 0) {
            taken.set(number);
        }
    }

    private void give(Namespace other, int number) {
        given.put(other, number);
        taken(number);
    }

    List<Attributes> list() {
        List<Attributes> all = new ArrayList<>(existing());
        given.values().forEach(number -> all.add(row(number)));
        return all;
    }

    private List<Attributes> existing() {
        return network.namespace().isPlanned()
                ? List.of()
                : network.live(new Request("list", Request.ROUTE, Rtm.GETNSID, 0, Beginning.empty(Rtm.GETNSID)));
    }

    void change(Request request) {
        Namespace other = other(request);
        if (number(other) != NONE) {
            throw new Refusal(Errno.EEXIST, "Peer netns already has a nsid assigned");
        }
        int number = request.body().integer("NETNSA_NSID");
        give(other, number == Nsids.ANY ? free() : number);
    }

    private Namespace other(Request request) {
        return network.all().behind(request.body().integer("NETNSA_FD"));
    }

    private static Attributes row(int number) {
        return Beginning.empty(Rtm.NEWNSID).put("NETNSA_NSID", number);
    }
}
