package nsx.dsl.probe;

import java.util.List;
import nsx.dsl.probe.Leg.Fact;
import nsx.dsl.value.network.Diagnosis;
import nsx.dsl.value.network.Diagnosis.Step;

/** What {@code why} says of the same packet, as a journey. */
record Foretold(Diagnosis diagnosis, Journey journey) {
    /** @param nets the names of the namespaces, which may have colons in them */
    static Foretold of(Diagnosis diagnosis, List<String> nets) {
        Journey journey = new Journey();
        boolean back = false;
        for (Step step : diagnosis) {
            back |= step.looked().equals("answer") && step.ok();
            Leg leg = journey.leg(net(step.hop(), nets), back);
            Stage stage = Stage.ofLooked(step.looked());
            if (step.looked().equals("answer") && step.ok()) {
                continue;
            }
            leg.add(stage, new Fact(step.hop(), text(step), !step.ok(), true));
        }
        return new Foretold(diagnosis, journey);
    }

    private static String text(Step step) {
        String looked = step.looked();
        return looked.equals("route") || looked.equals("neighbour") || looked.equals("delivered") || !step.ok()
                ? step.outcome()
                : looked + " " + step.outcome();
    }

    static String net(String hop, List<String> nets) {
        int colon = hop.lastIndexOf(':');
        return nets.contains(hop) || colon < 0 ? hop : hop.substring(0, colon);
    }
}
