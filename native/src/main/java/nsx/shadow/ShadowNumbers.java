package nsx.shadow;

import java.util.ArrayList;
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
            given.put(other, number);
        }
        return number;
    }

    private int free() {
        List<Integer> taken = list().stream().map(r -> r.integer("NETNSA_NSID")).toList();
        int number = 0;
        while (taken.contains(number)) {
            number++;
        }
        return number;
    }

    List<Attributes> list() {
        List<Attributes> all = new ArrayList<>();
        if (!network.namespace().isPlanned()) {
            Request dump = new Request("list", Request.ROUTE, Rtm.GETNSID, 0, Beginning.empty(Rtm.GETNSID));
            all.addAll(ShadowNetwork.decode(
                    Rtm.GETNSID,
                    network.all()
                            .live()
                            .netlink(network.namespace(), Request.ROUTE)
                            .dump(dump)
                            .messages()));
        }
        given.values().forEach(number -> all.add(row(number)));
        return all;
    }

    void change(Request request) {
        Namespace other = other(request);
        if (number(other) != NONE) {
            throw new Refusal(Errno.EEXIST, "Peer netns already has a nsid assigned");
        }
        int number = request.body().integer("NETNSA_NSID");
        given.put(other, number == Nsids.ANY ? free() : number);
    }

    private Namespace other(Request request) {
        return network.all().behind(request.body().integer("NETNSA_FD"));
    }

    private static Attributes row(int number) {
        return Beginning.empty(Rtm.NEWNSID).put("NETNSA_NSID", number);
    }
}
