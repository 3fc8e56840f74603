package nsx.dsl.verb.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.CgroupOperations;
import nsx.dsl.op.ContainerOperations;
import nsx.dsl.op.MountOperations;
import nsx.dsl.op.NamespaceOperations;
import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.op.link.LinkOperations;
import nsx.dsl.plan.Places;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Session;
import nsx.dsl.value.ipc.MessageQueueValue;
import nsx.dsl.value.ipc.SegmentValue;
import nsx.dsl.value.ipc.SemaphoresValue;
import nsx.dsl.value.namespace.TakenBack;
import nsx.ledger.Ledgers;
import nsx.ledger.Presence;
import nsx.ledger.RunRecord;
import nsx.ledger.Thing;
import nsx.netlink.Request;
import nsx.nft.NftRule;
import nsx.nft.RuleHandles;
import nsx.nft.TableName;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.process.KeptNamespaces;

/** Undoes an earlier run: deletes the objects in its ledger that the kernel still identifies as the same. */
final class RunBack {
    private static final int SHOWN = 5;

    private final Session session;
    private final RunRecord run;
    private final Presence presence = new Presence();
    private final Places places;

    private RunBack(Session session, RunRecord run) {
        this.session = session;
        this.run = run;
        this.places = new Places(session);
    }

    /** The run with this id; throws an error if its ledger does not contain its objects. */
    static RunBack of(Session session, String id) {
        Ledgers.Found found = session.kernel().call(session.host(), Ledgers::all).stream()
                .filter(f -> f.file().equals(Ledgers.DIRECTORY + "/" + id))
                .findFirst()
                .orElseThrow(() -> refused(id, "there is no such run, or nothing is left of what it made")
                        .hint("made() lists runs"));
        if (found.run().isEmpty()) {
            throw refused(id, found.file() + " is damaged, or of another version of nsx");
        }
        if (!found.isOfThisBoot()) {
            throw refused(id, "it was before the boot, and nothing is left of it");
        }
        if (found.isLive()) {
            throw refused(id, "it has not ended yet");
        }
        return new RunBack(session, found.run().get());
    }

    private static NsxException refused(String id, String why) {
        return new NsxException("cannot take back run " + id).because(why).at(id);
    }

    /** @param force whether to go on even if something was changed since */
    Object takeBack(boolean force) {
        List<Thing> there =
                things().stream().filter(t -> presence.find(t).isPresent()).toList();
        if (there.isEmpty()) {
            throw refused(run.id(), "nothing is left of what it has made");
        }
        List<String> changed = there.stream().flatMap(t -> changes(t).stream()).toList();
        if (!changed.isEmpty() && !force) {
            throw refused(
                            run.id(),
                            changed.stream().limit(SHOWN).collect(Collectors.joining("; "))
                                    + (changed.size() > SHOWN ? "; and " + (changed.size() - SHOWN) + " more" : ""))
                    .hint("undo(run: '" + run.id() + "', force: true) takes it back all the same");
        }
        List<TakenBack> done = new ArrayList<>();
        for (int i = there.size() - 1; i >= 0; i--) {
            remove(there.get(i), done);
        }
        session.notice("settings that run " + run.id() + " changed stay: a run is known by the objects that it made");
        return TakenBack.table(done);
    }

    private List<Thing> things() {
        return run.made().stream().map(RunRecord.Made::thing).toList();
    }

    /** The differences of an object from the state in which the run left it. */
    private List<String> changes(Thing thing) {
        List<String> changes = new ArrayList<>();
        presence.find(thing)
                .filter(now -> !now.equals(thing.what()))
                .ifPresent(now -> changes.add(thing.what() + " is " + now + " now"));
        kind(thing).ifPresent(kind -> {
            Namespace namespace = session.kernel().call(session.host(), () -> Namespace.at(kind, thing.place()));
            List<Integer> inside = KeptNamespaces.inside(namespace);
            if (!inside.isEmpty()) {
                changes.add("processes are in " + thing.what() + ": " + inside);
            }
            if (kind == NamespaceKind.NET) {
                changes.addAll(foreign(thing, namespace));
            }
        });
        return changes;
    }

    /** The devices in a namespace of the run that the run did not create. */
    private List<String> foreign(Thing thing, Namespace namespace) {
        Set<String> own = things().stream()
                .filter(t -> t.sort() == Thing.Sort.LINK
                        && t.home() == namespace.id().inode())
                .map(Thing::id)
                .collect(Collectors.toSet());
        return Devices.all(session.here(session.host().with(namespace))).stream()
                .filter(link -> !link.name().equals("lo") && !own.contains(Integer.toString(link.index())))
                .map(link -> "somebody else made " + link.name() + " in " + thing.what())
                .toList();
    }

    /** The kind of a named namespace. */
    private static Optional<NamespaceKind> kind(Thing thing) {
        return Arrays.stream(NamespaceKind.values())
                .filter(k -> thing.what().startsWith(k.title() + " namespace "))
                .findFirst();
    }

    private void remove(Thing thing, List<TakenBack> done) {
        Optional<String> now = presence.find(thing);
        if (now.isEmpty()) {
            // the object ended together with another one
            return;
        }
        Context context = session.host()
                .get(thing.sort().home())
                .filter(own -> own.id().inode() == thing.home())
                .or(() -> presence.home(thing))
                .map(session.host()::with)
                .orElseThrow(() -> refused(run.id(), thing.what() + " has just gone"));
        for (Operation operation : removal(thing, now.get(), context)) {
            session.change(List.of(operation));
            done.add(new TakenBack(
                    "run " + run.id(), operation.prose(), places.name(operation.context()), places.command(operation)));
        }
    }

    private List<Operation> removal(Thing thing, String now, Context context) {
        int id = thing.id().matches("\\d{1,9}") ? Integer.parseInt(thing.id()) : 0;
        return switch (thing.sort()) {
            case TABLE -> List.of(delete(TableName.read(thing.place()), context));
            case RULE -> rules(thing, context);
            case LINK ->
                List.of(new LinkOperations(session.here(context), now.substring(now.indexOf(' ') + 1)).delete());
            case SEGMENT ->
                within(
                        context,
                        () -> new SegmentValue(
                                        session,
                                        SysvName.id(SysvKind.SHM, id),
                                        OptionalLong.empty(),
                                        OptionalInt.empty())
                                .removed());
            case QUEUE ->
                within(
                        context,
                        () -> new MessageQueueValue(session, SysvName.id(SysvKind.MSG, id), OptionalInt.empty())
                                .removed());
            case SEMAPHORES ->
                within(context, () -> new SemaphoresValue(session, SysvName.id(SysvKind.SEM, id)).removed());
            case FILE -> file(thing, context);
        };
    }

    private List<Operation> rules(Thing thing, Context context) {
        TableName table = TableName.read(thing.place());
        List<NftRule> rules =
                RuleHandles.read(thing.id()).find(session.kernel().netlink(context, Request.NETFILTER), table);
        return new OwnRuleOperations(
                        session.kernel(), context, RuleHandles.own(table).orElseThrow())
                .remove(rules);
    }

    private static Operation delete(TableName table, Context context) {
        return Operation.irreversible(
                context,
                new Operation.Batch(table::delete),
                table.deleteCommand(),
                "delete nftables table " + table.words());
    }

    private List<Operation> within(Context context, Supplier<Operation> operation) {
        return session.within(context, "", () -> List.of(operation.get()));
    }

    private List<Operation> file(Thing thing, Context context) {
        String name = thing.place().substring(thing.place().lastIndexOf('/') + 1);
        if (kind(thing).isPresent()) {
            return List.of(NamespaceOperations.delete(
                    session.kernel(), context, kind(thing).get(), name));
        }
        if (thing.what().startsWith("mount ")) {
            return session.within(
                    context, "", () -> List.of(new MountOperations(session).unmount(thing.place(), false)));
        }
        if (thing.what().startsWith("container ")) {
            return List.of(ContainerOperations.delete(context, name));
        }
        return new CgroupOperations(session).delete(thing.what().replaceFirst("^control group ", ""), false);
    }
}
