package nsx.dsl.why.across;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.dsl.error.NsxException;
import nsx.dsl.plan.Planner;
import nsx.dsl.session.Session;
import nsx.dsl.why.Destination;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.why.NetState;
import nsx.rtnl.Link;

/**
 * The part of this host in a question of another one: the state of its network namespaces, each by a number, and frames that try its cables. It
 * changes nothing.
 */
public final class HostPart implements AutoCloseable {
    /** By it {@code nsx --serve} is asked for one. */
    public static final String NAME = "why";

    private final Session session;
    private final List<NetState> states = new ArrayList<>();
    private final TestFrames frames;
    private LiveWorld world;

    public HostPart(Session session) {
        this.session = session;
        this.frames = new TestFrames(session);
    }

    /**
     * Looks at the namespaces as they are now.
     *
     * @param namespace a name; {@code host} for the one that nsx is started in
     * @return the number of the namespace
     * @throws NsxException when there is none of this name
     */
    public int find(String namespace) {
        if (world == null) {
            world = new LiveWorld(session, session.context());
        }
        return world.named(Destination.context(session, namespace).net().id())
                .map(this::number)
                .orElseThrow(() -> new NsxException(namespace + " cannot be read").at(namespace));
    }

    /**
     * Carries out words of the other side in a plan, which changes nothing: another part that is made meanwhile sees
     * what they would leave.
     *
     * @param words a block of the other side
     */
    public void foresee(Closure<?> words) {
        Planner.of(session).during(words::call);
    }

    /** The numbers of those that have a name. */
    public List<Integer> all() {
        return world.all().stream().map(this::number).toList();
    }

    private int number(NetState state) {
        if (states.stream().noneMatch(s -> s == state)) {
            states.add(state);
        }
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i) == state) {
                return i;
            }
        }
        throw new IllegalStateException("it was added");
    }

    /** As {@link StateForm} has it. */
    public Map<String, Object> state(int number) {
        return StateForm.of(states.get(number));
    }

    /** The namespace that another one numbers so; null when it cannot be seen. */
    public Integer numbered(int number, int nsid) {
        return world.numbered(states.get(number), nsid).map(this::number).orElse(null);
    }

    /** Answers {@link FarHeld}. */
    public Object held(int number, String question, List<?> with) {
        return new HeldAnswers(states.get(number).held()).to(question, with);
    }

    /**
     * Listens for frames that another host sends through a cable, until {@link #arrived} is asked for other ones.
     *
     * @param device the index of the end of the cable
     * @param token by which they are known
     */
    public boolean expect(int number, int device, byte[] token) {
        NetState net = states.get(number);
        Link link = net.link(device).orElseThrow(() -> new NsxException("there is no device " + device));
        return frames.expect(world.context(net), link, token);
    }

    /** The lengths of those that came within this time, in bytes, at most until all of the wanted did. */
    public List<Integer> arrived(int milliseconds, List<Integer> wanted) {
        return frames.arrived(milliseconds, wanted);
    }

    /**
     * Sends frames through a cable, one of each length.
     *
     * @param mac of its other end
     * @param lengths in bytes, without the header of Ethernet
     */
    public boolean send(int number, int device, String mac, byte[] token, List<Integer> lengths) {
        return frames.send(world.context(states.get(number)), device, mac, token, lengths);
    }

    @Override
    public void close() {
        frames.close();
        if (world != null) {
            world.close();
        }
    }

    @Override
    public String toString() {
        return "the part of this host";
    }
}
