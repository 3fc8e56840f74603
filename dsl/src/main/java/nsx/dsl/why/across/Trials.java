package nsx.dsl.why.across;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.unit.Literal;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.value.network.Diagnosis.Step;
import nsx.dsl.why.Found;
import nsx.dsl.why.NetState;
import nsx.dsl.why.Sending;
import nsx.dsl.why.Walk;
import nsx.dsl.why.World.Place;
import nsx.dsl.why.across.CableTrial.Outcome;
import nsx.dsl.why.across.JoinedWorld.Cable;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/** What trials of the tunnels add to a walk that took for granted that they carry frames. */
final class Trials {
    private static final String LOOKED = "cable";

    private final JoinedWorld world;
    private final Function<Function<JoinedWorld, Found>, FarMends> mends;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private final Map<Cable, Outcome> outcomes = new LinkedHashMap<>();
    private String fault;
    private String mend;

    /** @param mends proves lines for a walk over these hosts */
    Trials(JoinedWorld world, Function<Function<JoinedWorld, Found>, FarMends> mends) {
        this.mends = mends;
        this.world = world;
    }

    Diagnosis judge(Diagnosis walked) {
        steps.addAll(walked.getSteps());
        unseen.addAll(walked.getUnseen());
        List<Cable> cables = world.cables();
        cables.forEach(this::run);
        for (Cable cable : cables) {
            if (fault == null && outcomes.containsKey(cable)) {
                tell(cable, outcomes.get(cable));
            }
        }
        return new Diagnosis(steps, fault, mend, unseen);
    }

    private void run(Cable cable) {
        Part from = world.part(cable.from().net());
        Part to = world.part(cable.to().net());
        if (!(from instanceof FarPart sender) || !(to instanceof FarPart receiver)) {
            notSeen(cable, "whether it carries frames");
            return;
        }
        try {
            outcomes.put(cable, new CableTrial(cable, sender, receiver).run());
        } catch (NsxException e) {
            String why = e.reason() == null ? e.getMessage() : e.getMessage() + ": " + e.reason();
            notSeen(cable, "whether frames arrive at " + cable.to() + ": " + why);
        }
    }

    private void notSeen(Cable cable, String what) {
        unseen.add(cable.from() + ": " + LOOKED + ": " + what);
        steps.add(new Step(cable.from().toString(), LOOKED, "not seen: " + what, true));
    }

    private void tell(Cable cable, Outcome outcome) {
        int most = cable.from().link().mtu();
        if (outcome.passes() == most) {
            String what = "packets of up to " + most + " bytes arrive at " + cable.to();
            steps.add(new Step(cable.from().toString(), LOOKED, what, true));
        } else if (!outcome.certain()) {
            notSeen(cable, "whether frames arrive at " + cable.to() + ", which is a port of another device");
        } else if (outcome.passes() == 0) {
            lost(cable);
        } else {
            narrow(cable, most, outcome.passes());
        }
    }

    private void broken(String hop, String looked, String what) {
        fault = what;
        steps.add(new Step(hop, looked, what, false));
    }

    /** Larger packets are lost between the hosts, where nobody is told. */
    private void narrow(Cable cable, int most, int passes) {
        int both = outcomes.entrySet().stream()
                .filter(e -> e.getKey().from().toString().equals(cable.to().toString())
                        && e.getValue().passes() > 0)
                .mapToInt(e -> Math.min(passes, e.getValue().passes()))
                .findFirst()
                .orElse(passes);
        broken(
                cable.from().toString(),
                "MTU",
                "packets above " + passes + " bytes are lost between " + cable.from() + " and " + cable.to()
                        + ": the MTU of " + cable.from() + " is " + most);
        mend = Stream.of(cable.from(), cable.to()).map(end -> mtu(end, both)).collect(Collectors.joining("; "));
    }

    private static String mtu(Place end, int size) {
        int slash = end.net().name().indexOf('/');
        String host = end.net().name().substring(0, slash);
        String namespace = end.net().name().substring(slash + 1);
        String line = "link(" + Literal.quoted(end.link().name()) + ").mtu = " + size;
        String scoped = namespace.equals("host") ? line : "netns(" + Literal.quoted(namespace) + ") { " + line + " }";
        return "on(" + Literal.quoted(host) + ") { " + scoped + " }";
    }

    /** Nothing arrives: what the hosts themselves do with the packets of the tunnel may say why. */
    private void lost(Cable cable) {
        String what = "nothing that " + cable.from() + " sends arrives at " + cable.to();
        Optional<Beneath> cause = Stream.of(cable.from(), cable.to())
                .flatMap(end -> beneath(end).stream())
                .findFirst();
        if (cause.isPresent()) {
            Step step = cause.get().step();
            broken(step.hop(), step.looked(), what + ": " + step.outcome());
            mend = mends.apply(cause.get().walk()).of(cause.get().found()).orElse(null);
            return;
        }
        Tunnel tunnel = Tunnel.of(cable.from()).orElseThrow();
        broken(
                cable.from().toString(),
                LOOKED,
                what + ": UDP port " + tunnel.port() + " from " + Ip.text(tunnel.local()) + " to "
                        + Ip.text(tunnel.remote()) + " is lost on the way, or dropped by one of the two hosts");
    }

    /** What stops the packets of a tunnel: the walk, what it found, and its step. */
    private record Beneath(Function<JoinedWorld, Found> walk, Found found, Step step) {}

    /** What stops the packets of a tunnel on the way from one end, as far as the namespaces tell. */
    private Optional<Beneath> beneath(Place end) {
        Optional<NetState> carrying = world.carrying(end);
        if (carrying.isEmpty()) {
            return Optional.empty();
        }
        Tunnel tunnel = Tunnel.of(end).orElseThrow();
        Sending sent = new Sending(tunnel.remote(), Optional.empty(), IpProtocol.UDP, 0, tunnel.port());
        String name = carrying.get().name();
        Function<JoinedWorld, Found> walk = w -> Walk.of(w.from(w.named(name).orElseThrow()), sent);
        Found found = Walk.of(world.from(carrying.get()), sent);
        // the kernel itself takes them, and lists no socket for that
        return found.diagnosis().getFault() == null
                ? Optional.empty()
                : found.diagnosis().getSteps().stream()
                        .filter(s -> !s.ok() && !s.looked().equals("listener"))
                        .findFirst()
                        .map(step -> new Beneath(walk, found, step));
    }
}
