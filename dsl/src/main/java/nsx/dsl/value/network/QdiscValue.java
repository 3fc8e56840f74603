package nsx.dsl.value.network;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.network.QdiscOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.dsl.unit.Percent;
import nsx.dsl.unit.Rate;
import nsx.rtnl.Netem;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Tbf;
import nsx.sys.Files;

/** A queueing discipline as it was when it was read. */
public final class QdiscValue implements Facts, Deletable {
    private final Here here;
    private final String device;
    private final Qdisc qdisc;

    public QdiscValue(Here here, String device, Qdisc qdisc) {
        this.here = here;
        this.device = device;
        this.qdisc = qdisc;
    }

    public static Table<QdiscValue> all(Here here) {
        DeviceNames names = DeviceNames.of(here);
        List<QdiscValue> rows = QdiscOperations.all(here).stream()
                .map(q -> new QdiscValue(here, names.get(q.index()), q))
                .toList();
        return Table.of(List.of("device", "kind", "handle", "parent", "options"), rows);
    }

    public String getDevice() {
        return device;
    }

    public String getKind() {
        return qdisc.kind();
    }

    /** As tc writes it; {@code 0:} for a default. */
    public String getHandle() {
        return Qdisc.handleText(qdisc.handle());
    }

    /** root, ingress, or the class it hangs on. */
    public String getParent() {
        return switch (qdisc.parent()) {
            case Qdisc.ROOT -> "root";
            case Qdisc.INGRESS -> "ingress";
            default -> Qdisc.handleText(qdisc.parent());
        };
    }

    /** Those of tbf, netem and htb by the names that {@code qdisc} takes; empty for other kinds. */
    public Map<String, Object> getOptions() {
        return switch (qdisc.kind()) {
            case "tbf" -> bucket(Tbf.decode(qdisc, clock()));
            case "netem" -> bad(Netem.decode(qdisc, clock()));
            case "htb" ->
                qdisc.options()
                        .struct("TCA_HTB_INIT")
                        .map(init -> Map.<String, Object>of("default", init.number("defcls")))
                        .orElse(Map.of());
            default -> Map.of();
        };
    }

    private static Psched clock() {
        return Psched.parse(Files.readText("/proc/thread-self/net/psched"));
    }

    private static Map<String, Object> bucket(Tbf tbf) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("rate", new Rate(tbf.rate() * 8));
        options.put("burst", tbf.burst());
        options.put("limit", tbf.limit());
        return options;
    }

    private static Map<String, Object> bad(Netem netem) {
        Map<String, Object> options = new LinkedHashMap<>();
        time(options, "delay", netem.delay());
        time(options, "jitter", netem.jitter());
        share(options, "loss", netem.loss());
        share(options, "duplicate", netem.duplicate());
        share(options, "corrupt", netem.corrupt());
        share(options, "reorder", netem.reorder());
        netem.rate().ifPresent(r -> options.put("rate", new Rate(r * 8)));
        options.put("limit", netem.limit());
        return options;
    }

    private static void time(Map<String, Object> options, String name, Duration time) {
        if (!time.isZero()) {
            options.put(name, time);
        }
    }

    private static void share(Map<String, Object> options, String name, double share) {
        if (share > 0) {
            options.put(name, new Percent(Math.rint(share * 1e8) / 1e6));
        }
    }

    /** Back to the device's default; an error when it is that. */
    @Override
    public void delete() {
        here.session().change(List.of(new QdiscOperations(here, device).delete(qdisc)));
    }

    @Override
    public List<String> facts() {
        return List.of("device", "kind", "handle", "parent", "options");
    }

    @Override
    public String toString() {
        return qdisc.kind() + " " + getHandle() + " on " + device;
    }
}
