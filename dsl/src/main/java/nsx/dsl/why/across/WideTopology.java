package nsx.dsl.why.across;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nsx.dsl.error.NsxException;
import nsx.dsl.remote.Host;
import nsx.dsl.remote.Hosts;
import nsx.dsl.remote.RemoteValue;
import nsx.dsl.session.Session;
import nsx.ns.Concurrently;
import nsx.topology.Net;
import nsx.topology.Topology;

/** The topology of this machine and of all declared hosts. */
public final class WideTopology {
    private WideTopology() {}

    /**
     * Adds the declared hosts, each asked at once; one that is not reached is a note.
     *
     * @throws java.util.concurrent.CancellationException when the calling thread is interrupted
     */
    public static Topology of(Session session, Topology here) {
        List<Host> hosts = Hosts.of(session).all();
        if (hosts.isEmpty()) {
            return here;
        }
        Hosts.checkUnplanned(session);
        List<Callable<Object>> asked = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            Host host = hosts.get(i);
            int number = i + 1;
            asked.add(() -> look(session, host, number));
        }
        List<String> notes = new ArrayList<>(here.notes());
        List<FarTopology> far = new ArrayList<>();
        for (Object found : Concurrently.run(hosts.size(), asked)) {
            if (found instanceof FarTopology topology) {
                far.add(topology);
            } else {
                notes.add(String.valueOf(found));
            }
        }
        far.forEach(f -> notes.addAll(f.notes()));
        List<Net> all = new ArrayList<>(here.nets());
        all.addAll(FarTopology.joined(far));
        return new Topology(all, notes);
    }

    /** A {@link FarTopology}, or why there is none. */
    private static Object look(Session session, Host host, int number) {
        try {
            RemoteValue there = Hosts.of(session).service(session, host, HostTopology.NAME);
            FarTopology found = FarTopology.read(host.name(), number, there.ask("look"));
            there.leave();
            return found;
        } catch (NsxException e) {
            return "host " + host.name() + " is not shown: " + e.getMessage();
        }
    }
}
