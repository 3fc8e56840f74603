package nsx.dsl.op.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Resend;
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

/** Changes of the qdiscs of a device. */
public record QdiscOperations(Here here, String device) {
    /**
     * Each kind whose options nsx knows as an option of {@code qdisc}; the last option is any other kind, which takes
     * no options here.
     */
    public static final List<Parameter<Arguments>> KINDS = QdiscKinds.PARAMETERS;

    /** The option for the parent. */
    public static final Parameter<Integer> PARENT = Parameter.named(
                    "parent", Handle.OF_PARENT, "where it hangs: a class of another one")
            .usually("'root'");

    /** The option for the number. */
    public static final Parameter<Integer> HANDLE = Parameter.named(
                    "handle", Handle.OF_QDISC, "its number, which its classes begin with")
            .usually("one that the kernel chooses");

    /** The options of a qdisc for scripts, by name; none for kinds whose options nsx does not know. */
    public static Map<String, Object> facts(Qdisc qdisc) {
        return QdiscDescription.of(qdisc, clock()).facts();
    }

    /**
     * Whether these script options create such a qdisc. For a kind whose options nsx does not know this is only true
     * without options.
     */
    public static boolean isSaid(Qdisc qdisc, Map<String, Object> options) {
        if (QdiscKinds.ALL.stream().noneMatch(kind -> kind.name().equals(qdisc.kind()))) {
            return false;
        }
        try {
            Arguments read = QdiscKinds.PARAMETERS.stream()
                    .filter(p -> p.name().equals(qdisc.kind()))
                    .findFirst()
                    .orElseThrow()
                    .read("qdisc", Literal.plain(options));
            return QdiscDescription.of(qdisc.kind(), read)
                    .at(qdisc.parent(), qdisc.handle())
                    .isMetBy(qdisc, clock());
        } catch (NsxException e) {
            return false;
        }
    }

    public static List<Qdisc> all(Here here) {
        return Devices.rtnl(here).dump(Qdiscs.dump()).decode(Qdisc::decode);
    }

    /** The qdisc of a parent. */
    public Optional<Qdisc> at(int parent) {
        return new DeviceQdiscs(here, index()).at(parent);
    }

    private int index() {
        return Devices.get(here, device).index();
    }

    /** The packet scheduler's clock, which belongs to the machine and not to the namespace. */
    public static Psched clock() {
        return Psched.parse(Files.readText("/proc/thread-self/net/psched"));
    }

    /** The parent for a qdisc of a kind: the requested or the default one. */
    public static int parent(String kind, Arguments options) {
        return options.find(PARENT).orElse(Qdiscs.usualParent(kind));
    }

    /** The operations that give the device this qdisc; none if the device has it. */
    public List<Operation> ensure(String kind, Arguments options, Arguments place) {
        QdiscDescription<?> wanted = QdiscDescription.of(kind, options)
                .at(parent(kind, place), place.find(HANDLE).orElse(0));
        checkPlace(kind, wanted.parent());
        Optional<Qdisc> is = at(wanted.parent());
        boolean met = is.filter(q -> q.kind().equals(kind) && q.handle() != 0)
                .filter(q -> wanted.isMetBy(q, clock()))
                .isPresent();
        return met ? List.of() : List.of(set(is.filter(q -> q.handle() != 0), wanted));
    }

    private static void checkPlace(String kind, int parent) {
        boolean ingress = Qdiscs.usualParent(kind) == Qdisc.INGRESS;
        if (ingress != (parent == Qdisc.INGRESS)) {
            throw new NsxException("qdisc " + kind + " has no parent")
                    .because("it stands beside the root, where packets come in")
                    .at("parent");
        }
    }

    private Operation set(Optional<Qdisc> before, QdiscDescription<?> wanted) {
        Supplier<Operation> again = () -> set(before, wanted);
        // children of the old qdisc are removed with it
        List<Operation> below = before.filter(q -> !isChange(q, wanted))
                .map(q -> QdiscTree.of(here, device).below(q))
                .orElse(List.of());
        String verb = wanted.parent() == Qdisc.INGRESS ? "add" : "replace";
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> wanted.request(index(), clock())),
                "tc qdisc " + verb + " dev " + Program.quoted(device) + " " + wanted.words(),
                "set qdisc of " + device + " to " + wanted.kind().name() + wanted.command(),
                () -> before.map(q -> restored(restore(q, again), below))
                        .orElseGet(() -> List.of(remove(wanted.parent(), again))));
    }

    /** Whether the kernel changes the existing qdisc; otherwise it creates a new one in its place. */
    private static boolean isChange(Qdisc is, QdiscDescription<?> wanted) {
        return is.kind().equals(wanted.kind().name()) && (wanted.number() == 0 || wanted.number() == is.handle());
    }

    private static List<Operation> restored(Operation first, List<Operation> below) {
        List<Operation> all = new ArrayList<>(List.of(first));
        all.addAll(below);
        return all;
    }

    /** Removes a qdisc, which leaves the device's default or none. */
    private Operation remove(int parent, Supplier<Operation> again) {
        return new Operation(
                here.context(),
                Operation.Netlink.deletion(() -> Qdiscs.delete(index(), parent, 0)),
                "tc qdisc delete dev " + Program.quoted(device) + " " + place(parent),
                "delete qdisc of " + device,
                () -> List.of(again.get()));
    }

    private static String place(int parent) {
        return parent == Qdisc.INGRESS ? "ingress" : Handle.parentWords(parent);
    }

    /** Deletes a qdisc with its classes and filters; throws an error for the default, which cannot be deleted. */
    public Operation delete(Qdisc qdisc) {
        if (qdisc.handle() == 0) {
            throw new NsxException("cannot delete qdisc " + qdisc.kind() + " of " + device)
                    .because("it is the device's default")
                    .at(device);
        }
        List<Operation> below = QdiscTree.of(here, device).below(qdisc);
        return remove(qdisc.parent(), () -> restore(qdisc, () -> delete(qdisc)))
                .takenBackBy(() -> restored(restore(qdisc, () -> delete(qdisc)), below));
    }

    /** Restores a former qdisc of the device. */
    Operation restore(Qdisc qdisc) {
        return restore(qdisc, () -> delete(qdisc));
    }

    private Operation restore(Qdisc qdisc, Supplier<Operation> undo) {
        boolean ingress = qdisc.parent() == Qdisc.INGRESS;
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Resend.of(
                        "restore qdisc " + qdisc.kind(),
                        Rtm.NEWQDISC,
                        Flags.CREATE | (ingress ? Flags.EXCL : Flags.REPLACE),
                        qdisc.settable(),
                        header -> header.with("tcm_ifindex", index()).with("tcm_info", 0),
                        QdiscTree.REPORTED)),
                "tc qdisc " + (ingress ? "add" : "replace") + " dev " + Program.quoted(device) + " "
                        + QdiscDescription.of(qdisc, clock()).words(),
                "restore qdisc " + qdisc.kind() + " of " + device,
                () -> List.of(undo.get()));
    }
}
