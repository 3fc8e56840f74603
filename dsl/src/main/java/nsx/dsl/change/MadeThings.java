package nsx.dsl.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.ledger.Presence;
import nsx.ledger.Thing;
import nsx.ledger.Thing.Sort;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.nft.OwnRuleListing;
import nsx.nft.RuleHandles;
import nsx.nft.TableName;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.rtnl.LinkIndexes;
import nsx.rtnl.Rtm;
import nsx.sys.Files;

/**
 * Finds the objects that an operation created, by the kernel's identification. It looks right after the operation,
 * before another object can have replaced them.
 */
final class MadeThings {
    private static final Pattern PLACE =
            Pattern.compile("^make (control group|container) .*|^mount .*", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile("(?:mkdir|move_mount)\\(\"([^\"]+)\"");
    private static final Pattern LINKS = Pattern.compile("^make (\\S+) \\S+(?: and (?:.*:)?(\\S+))?$", Pattern.DOTALL);
    private static final Pattern TUN = Pattern.compile("^make (?:tun|tap) (\\S+)$");
    private static final Pattern MOVED = Pattern.compile("^move (\\S+) to ");
    private static final Pattern RENAMED = Pattern.compile("^rename \\S+ to (\\S+)$");
    private static final Pattern SYSV = Pattern.compile("^(shm|msg|sem)get\\(");

    private final Operation operation;
    private final Kernel kernel;
    private Request sent;

    private MadeThings(Operation operation, Kernel kernel) {
        this.kernel = kernel;
        Operation.Step step = operation.step();
        if (step instanceof Operation.Netlink netlink) {
            step = new Operation.Netlink(() -> sent = echoed(netlink.request().get()), netlink.deletes());
        } else if (step instanceof Operation.Passing passing) {
            step = new Operation.Passing(
                    passing.to(), fd -> sent = echoed(passing.request().apply(fd)));
        }
        this.operation = new Operation(
                operation.context(), step, operation.command(), operation.prose(), operation.undo(), operation.lost());
    }

    static MadeThings of(Operation operation, Kernel kernel) {
        return new MadeThings(operation, kernel);
    }

    /** A request for a new device, which the kernel answers with the device. */
    private static Request echoed(Request request) {
        return isCreation(request)
                ? new Request(
                        request.operation(),
                        request.protocol(),
                        request.type(),
                        request.flags() | Flags.ECHO,
                        request.body())
                : request;
    }

    private static boolean isCreation(Request request) {
        return request.type() == Rtm.NEWLINK && (request.flags() & Flags.CREATE) != 0;
    }

    /** The operation to execute. */
    Operation operation() {
        return operation;
    }

    /** Whether the operation fails if the object already exists. */
    boolean isNew() {
        return operation.prose().startsWith("make ");
    }

    /**
     * The objects that the operation created.
     *
     * @param answer the answer of the operation
     * @param before the objects that the run created earlier: a moved or renamed device counts only if it is among them
     */
    List<Thing> found(Object answer, RunThings before) {
        if (answer instanceof Namespace made) {
            return made.path().map(path -> namespace(made, path)).stream().toList();
        }
        if (sent != null && sent.type() == Rtm.NEWLINK) {
            return isCreation(sent) ? links(answer) : moved(before);
        }
        if (operation.step() instanceof Operation.Batch batch && isNew()) {
            return TableName.madeBy(batch.requests().get()).flatMap(this::table).stream()
                    .toList();
        }
        if (operation.step() instanceof Operation.Batch batch) {
            return rules(batch, before);
        }
        if (operation.step() instanceof Operation.SystemCall call) {
            return called(call.text(), answer);
        }
        return List.of();
    }

    private Optional<Thing> table(TableName table) {
        Context context = operation.context();
        return table.handle(kernel.netlink(context, Request.NETFILTER)).stream()
                .mapToObj(handle -> thing(
                        Sort.TABLE,
                        "nftables table " + table.words(),
                        context.net(),
                        table.text(),
                        Long.toString(handle)))
                .findFirst();
    }

    /** The rules created in a table that the run did not create itself. */
    private List<Thing> rules(Operation.Batch batch, RunThings before) {
        Context context = operation.context();
        List<Request> requests = batch.requests().get();
        Optional<TableName> name = RuleHandles.tableOf(requests);
        boolean own = name.isEmpty()
                || before.hasTable(context.net().id().inode(), name.get().text());
        if (own) {
            return List.of();
        }
        String what = operation.prose().replaceFirst("^put back the rule to ", "");
        return RuleHandles.addedBy(
                        requests,
                        kernel.netlink(context, Request.NETFILTER),
                        (which, key) -> kernel.listed(context, OwnRuleListing.of(which), key))
                .stream()
                .map(handles -> thing(
                        Sort.RULE,
                        "rule in nftables table " + name.get().words() + ": " + what,
                        context.net(),
                        name.get().text(),
                        handles.text()))
                .toList();
    }

    private Thing namespace(Namespace made, String path) {
        String what = made.kind().title() + " namespace " + path.substring(path.lastIndexOf('/') + 1);
        String id = Long.toUnsignedString(made.id().device()) + ":"
                + Long.toUnsignedString(made.id().inode());
        return thing(Sort.FILE, what, operation.context().get(NamespaceKind.MNT).orElseThrow(), path, id);
    }

    private static Thing thing(Sort sort, String what, Namespace home, String place, String id) {
        return new Thing(sort, what, home.id().inode(), home.path().orElse(""), place, id);
    }

    private static Thing link(String what, int index, Namespace home) {
        return thing(Sort.LINK, what, home, "", Integer.toString(index));
    }

    /** The created device, or both ends of a pair, by their names in the sentence. */
    private List<Thing> links(Object answer) {
        Namespace home = operation.context().net();
        List<Thing> all = new ArrayList<>();
        Matcher sentence = LINKS.matcher(operation.prose());
        if (sentence.find()) {
            String kind = sentence.group(1) + " ";
            String name = sent.body().findString("IFLA_IFNAME").orElse("");
            created(answer, home, name).ifPresent(link -> {
                all.add(link(kind + name, link.index(), home));
                if (sentence.group(2) != null && link.link().isPresent()) {
                    Namespace other = operation.step() instanceof Operation.Passing passing ? passing.to() : home;
                    all.add(link(kind + sentence.group(2), link.link().getAsInt(), other));
                }
            });
        }
        return all;
    }

    /** The device from the kernel's answer. Kernels before 6.2 do not echo devices: it is looked up there. */
    private Optional<LinkIndexes> created(Object answer, Namespace home, String name) {
        List<?> messages = answer instanceof List<?> list ? list : List.of();
        Optional<LinkIndexes> echo = messages.stream()
                .map(Message.class::cast)
                .filter(message -> LinkIndexes.isNamed(message, name))
                .findFirst()
                .map(LinkIndexes::decode);
        return echo.isPresent() ? echo : get(home, name);
    }

    /** A device of this run with its new name. */
    private List<Thing> renamed(RunThings before) {
        Namespace home = operation.context().net();
        Matcher name = RENAMED.matcher(operation.prose());
        Optional<LinkIndexes> now = name.find() ? get(home, name.group(1)) : Optional.empty();
        return now
                .flatMap(link -> before.find(Sort.LINK, home.id().inode(), Integer.toString(link.index()))
                        .map(was -> link(
                                was.what().substring(0, was.what().indexOf(' ') + 1) + name.group(1),
                                link.index(),
                                home)))
                .stream()
                .toList();
    }

    private List<Thing> moved(RunThings before) {
        if (!(operation.step() instanceof Operation.Passing passing)) {
            return renamed(before);
        }
        String index = Long.toString(sent.body().header().number("ifi_index"));
        long from = operation.context().net().id().inode();
        Optional<Thing> ours = before.find(Sort.LINK, from, index);
        Matcher name = MOVED.matcher(operation.prose());
        if (ours.isEmpty() || !name.find()) {
            return List.of();
        }
        String what = ours.get().what();
        return get(passing.to(), name.group(1)).map(l -> link(what, l.index(), passing.to())).stream()
                .toList();
    }

    private Optional<LinkIndexes> get(Namespace home, String name) {
        return kernel.netlink(operation.context().with(home), Request.ROUTE)
                .find(LinkIndexes.get(name))
                .map(LinkIndexes::decode);
    }

    private List<Thing> called(String text, Object answer) {
        Context context = operation.context();
        Matcher sysv = SYSV.matcher(text);
        if (sysv.find() && answer instanceof Integer id) {
            Sort sort = sysv.group(1).equals("shm")
                    ? Sort.SEGMENT
                    : sysv.group(1).equals("msg") ? Sort.QUEUE : Sort.SEMAPHORES;
            String what = operation.prose().replaceFirst("^make ", "").replaceFirst(" of .*|, .*", "");
            return List.of(thing(sort, what, context.get(NamespaceKind.IPC).orElseThrow(), "", id.toString()));
        }
        Matcher tun = TUN.matcher(operation.prose());
        if (tun.find()) {
            Namespace home = context.net();
            // the kernel uses the same word for both
            return get(home, tun.group(1)).map(l -> link("tun " + tun.group(1), l.index(), home)).stream()
                    .toList();
        }
        Matcher path = PATH.matcher(text);
        if (PLACE.matcher(operation.prose()).matches() && path.find()) {
            Namespace mounts = context.get(NamespaceKind.MNT).orElseThrow();
            String place = path.group(1);
            String id = NsThread.amongMounts(List.of(mounts), () -> Presence.id(Files.stat(place)));
            String what = operation.prose().replaceFirst("^make |^mount .* on ", "");
            return List.of(thing(
                    Sort.FILE, operation.prose().startsWith("mount") ? "mount " + what : what, mounts, place, id));
        }
        return List.of();
    }
}
