package nsx.dsl.op.network;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.change.Operation;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.queue.QdiscKinds;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.session.Here;
import nsx.dsl.unit.Rate;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.DropTable;
import nsx.process.Program;
import nsx.rtnl.Family;
import nsx.sys.Errno;

/** Impairs the ends of a cable: by netem, or by other means if the kernel lacks it. */
public record CableOperations(Here here, String device) {
    /** The least bucket size of a cable in bytes: some full packets. */
    private static final long LEAST_BURST = 16_000;

    /** The names of the options of an impaired cable. */
    public static final List<Parameter<?>> OPTIONS = List.of(
            QdiscKinds.DELAY,
            QdiscKinds.JITTER,
            QdiscKinds.LOSS,
            QdiscKinds.DUPLICATE,
            QdiscKinds.REORDER,
            QdiscKinds.RATE);

    private static final Map<String, Object> SOON = Map.of("latency", Duration.ofMillis(400));

    /** Whether the cable has no impairments. */
    public static boolean isGood(Arguments given) {
        return OPTIONS.stream().noneMatch(given::has);
    }

    /** The operations that impair what this end sends, by netem. */
    public List<Operation> netem(Arguments given) {
        Map<String, Object> options = new LinkedHashMap<>();
        OPTIONS.stream()
                .filter(given::has)
                .forEach(p -> options.put(p.name(), given.written().get(p.name())));
        return new QdiscOperations(here, device).ensure("netem", read("netem", options), Nowhere.ELSE);
    }

    /** Whether the kernel refused because it lacks netem. */
    public static boolean isLacking(NsxException e) {
        return e.getCause() instanceof NetlinkException refusal
                && Errno.of(refusal.errno()) == Errno.ENOENT
                && refusal.kernelMessage().orElse("").contains("qdisc");
    }

    /** Throws an error for an impairment that other means cannot provide. */
    public static void checkOtherMeans(Arguments given) {
        for (Parameter<?> parameter :
                List.of(QdiscKinds.DELAY, QdiscKinds.JITTER, QdiscKinds.DUPLICATE, QdiscKinds.REORDER)) {
            if (given.has(parameter)) {
                throw new NsxException("this kernel cannot do " + parameter + " on a cable")
                        .because(
                                "it lacks netem (sch_netem), and nothing else of it delays, duplicates or reorders packets")
                        .at(parameter)
                        .exit(ExitCode.UNSUPPORTED)
                        .hint("loss: and rate: work without netem");
            }
        }
    }

    /**
     * The operations for a rate by a token bucket, and for a loss by a rule that drops packets arriving at the other
     * end.
     */
    public List<Operation> otherMeans(Arguments given, CableOperations other) {
        List<Operation> all = new ArrayList<>();
        given.find(QdiscKinds.RATE).ifPresent(rate -> {
            Map<String, Object> options = new LinkedHashMap<>(SOON);
            options.put("rate", new Rate(rate * 8));
            options.put("burst", Math.max(LEAST_BURST, rate / 100));
            all.addAll(new QdiscOperations(here, device).ensure("tbf", read("tbf", options), Nowhere.ELSE));
        });
        given.find(QdiscKinds.LOSS).ifPresent(share -> all.addAll(other.losing(share)));
        return all;
    }

    private List<Operation> losing(double share) {
        DropTable wanted = DropTable.loss(device, share);
        var is = DropTable.lossOf(here.kernel().netlink(here.context(), Request.NETFILTER), device);
        if (is.isPresent() && is.getAsLong() == wanted.millionths()) {
            return List.of();
        }
        List<Operation> all = new ArrayList<>();
        is.ifPresent(millionths -> all.add(remove(here, DropTable.loss(device, millionths / 1e6))));
        all.add(make(here, wanted));
        return all;
    }

    /** The operation that creates such a table. */
    public static Operation make(Here here, DropTable table) {
        return new Operation(
                here.context(),
                new Operation.Batch(table::create),
                "nft " + Program.quoted(table.command()),
                "make nftables table " + table.name(),
                () -> List.of(remove(here, table)));
    }

    private static Operation remove(Here here, DropTable table) {
        return new Operation(
                here.context(),
                new Operation.Batch(table::delete),
                "nft " + Program.quoted(table.deleteCommand()),
                "delete nftables table " + table.name(),
                () -> List.of(make(here, table)));
    }

    private static Arguments read(String kind, Map<String, Object> options) {
        return QdiscKinds.PARAMETERS.stream()
                .filter(p -> p.name().equals(kind))
                .findFirst()
                .orElseThrow()
                .read("cable", options);
    }

    /** The root position with a number that the kernel chooses. */
    private static final class Nowhere {
        static final Arguments ELSE = Reader.map("cable", QdiscOperations.PARENT, QdiscOperations.HANDLE)
                .read(Map.of())
                .orElseThrow();
    }

    /** The addresses of a network namespace, except those of its loopback device and link-local ones. */
    public static List<InetAddress> addresses(Here here) {
        return List.of(Family.INET, Family.INET6).stream()
                .flatMap(f -> AddressOperations.all(here, f).stream())
                .map(a -> a.prefix().address())
                .filter(a -> !a.isLoopbackAddress())
                .distinct()
                .toList();
    }
}
