package nsx.dsl.op.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.unit.Literal;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Flags;
import nsx.process.Program;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.Rtm;
import nsx.sys.Files;

/** Changes of the root qdisc of a device. */
public record QdiscOperations(Here here, String device) {
    /** The kinds that nsx knows the options of, each as an option of {@code qdisc}; then any other, which takes none here. */
    public static final List<Parameter<Arguments>> KINDS = QdiscKinds.PARAMETERS;

    /** The options of a qdisc for scripts, by name; none for kinds whose options nsx does not know. */
    public static Map<String, Object> facts(Qdisc qdisc) {
        return QdiscDescription.of(qdisc, clock()).facts();
    }

    /** Whether these options of a script make such a qdisc. Of a kind whose options nsx does not know, only one without options is said so. */
    static boolean isSaid(Qdisc qdisc, Map<String, Object> options) {
        if (QdiscKinds.ALL.stream().noneMatch(kind -> kind.name().equals(qdisc.kind()))) {
            return false;
        }
        try {
            Arguments read = QdiscKinds.PARAMETERS.stream()
                    .filter(p -> p.name().equals(qdisc.kind()))
                    .findFirst()
                    .orElseThrow()
                    .read("qdisc", Literal.plain(options));
            return QdiscDescription.of(qdisc.kind(), read).isMetBy(qdisc, clock());
        } catch (NsxException e) {
            return false;
        }
    }

    public static List<Qdisc> all(Here here) {
        return Devices.rtnl(here).dump(Qdiscs.dump()).decode(Qdisc::decode);
    }

    /** The root qdisc; empty on a device that was never up. */
    public Optional<Qdisc> root() {
        int index = index();
        return all(here).stream().filter(q -> q.index() == index && q.isRoot()).findFirst();
    }

    private int index() {
        return Devices.get(here, device).index();
    }

    /** The clock is the machine's, not the namespace's. */
    public static Psched clock() {
        return Psched.parse(Files.readText("/proc/thread-self/net/psched"));
    }

    /** The operations that give the device this root qdisc; none when the device has it. */
    public List<Operation> ensure(String kind, Arguments options) {
        QdiscDescription<?> wanted = QdiscDescription.of(kind, options);
        Optional<Qdisc> is = root();
        boolean met = is.filter(q -> q.kind().equals(kind) && q.handle() != 0)
                .filter(q -> wanted.isMetBy(q, clock()))
                .isPresent();
        return met ? List.of() : List.of(set(is.filter(q -> q.handle() != 0), wanted));
    }

    private Operation set(Optional<Qdisc> before, QdiscDescription<?> wanted) {
        String handle = wanted.options() instanceof QdiscKinds.Htb htb
                ? " handle " + Integer.toHexString(htb.handle()) + ":"
                : "";
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> wanted.request(index(), clock())),
                "tc qdisc replace dev " + Program.quoted(device) + " root" + handle + " "
                        + wanted.kind().name() + wanted.command(),
                "set qdisc of " + device + " to " + wanted.kind().name() + wanted.command(),
                () -> List.of(before.map(q -> restore(q, () -> set(before, wanted)))
                        .orElseGet(() -> remove(() -> set(before, wanted)))));
    }

    /** Back to the device's default. */
    private Operation remove(Supplier<Operation> again) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Qdiscs.delete(index())),
                "tc qdisc delete dev " + Program.quoted(device) + " root",
                "delete qdisc of " + device,
                () -> List.of(again.get()));
    }

    /** An error when it is the default, which cannot be taken away. */
    public Operation delete(Qdisc qdisc) {
        if (qdisc.handle() == 0 || !qdisc.isRoot()) {
            throw new NsxException("cannot delete qdisc " + qdisc.kind() + " of " + device)
                    .because(qdisc.isRoot() ? "it is the device's default" : "it is not the root qdisc")
                    .at(device);
        }
        return remove(() -> restore(qdisc, () -> delete(qdisc)));
    }

    /** Gives the device a qdisc again that it had. */
    Operation restore(Qdisc qdisc) {
        return restore(qdisc, () -> delete(qdisc));
    }

    private Operation restore(Qdisc qdisc, Supplier<Operation> undo) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Resend.of(
                        "restore qdisc " + qdisc.kind(),
                        Rtm.NEWQDISC,
                        Flags.CREATE | Flags.REPLACE,
                        qdisc.all(),
                        header -> header.with("tcm_info", 0),
                        Set.of(
                                "TCA_STATS",
                                "TCA_XSTATS",
                                "TCA_STATS2",
                                "TCA_FCNT",
                                "TCA_RATE",
                                "TCA_PAD",
                                "TCA_HW_OFFLOAD"))),
                "tc qdisc replace dev " + Program.quoted(device) + " root handle " + Qdisc.handleText(qdisc.handle())
                        + " " + qdisc.kind()
                        + QdiscDescription.of(qdisc, clock()).command(),
                "restore qdisc " + qdisc.kind() + " of " + device,
                () -> List.of(undo.get()));
    }
}
