package nsx.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Prospect;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Place;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.process.KeptNamespaces;
import nsx.process.Program;
import nsx.process.TimeNamespaces;
import nsx.sys.Clock;
import nsx.sys.Files;

/** Gives a place its own clocks, sets them, and returns to the previous ones. */
public final class TimeOperations {
    /** The fact of a time namespace with its offsets, for {@link Kernel#look}. */
    public static final String OFFSETS = "offsets";

    /** The fact whether a program was started in it, after which the offsets cannot be changed. */
    public static final String FROZEN = "frozen";

    private TimeOperations() {}

    /** Puts a new time namespace into the place. */
    public static Operation fresh(Place place, TimeOffsets before, TimeOffsets after) {
        Namespace replaced = time(place);
        boolean own = place.anchor().isPresent();
        return new Operation(
                place.context(),
                new Operation.Start(
                        "unshare(CLONE_NEWTIME), " + write("/proc/TID/timens_offsets", after),
                        () -> {
                            place.exchange(TimeNamespaces.make(after));
                            return null;
                        },
                        prospect -> {
                            Context planned = prospect.fresh(place.context(), Set.of(NamespaceKind.TIME));
                            place.exchange(planned.get(NamespaceKind.TIME).orElseThrow());
                            prospect.leaves(place.context(), NamespaceKind.TIME, FROZEN, false);
                            return foreseen(prospect, place.context(), after);
                        }),
                "unshare --time" + options(after),
                "shift " + prose(before, after),
                () -> List.of(own ? fresh(place, after, before) : back(place, replaced, after)));
    }

    /**
     * Creates a named time namespace, with which the operation answers; its offsets are those of the context until
     * they are set.
     */
    static Operation create(Kernel kernel, Context context, String name) {
        return create(kernel, context, name, Optional.empty());
    }

    /** Creates the namespace in place of an unusable one. */
    public static Operation renew(Kernel kernel, Context context, String name, Namespace instead) {
        return create(kernel, context, name, Optional.of(instead));
    }

    private static Operation create(Kernel kernel, Context context, String name, Optional<Namespace> instead) {
        String path = new NamedNamespaces(NamespaceKind.TIME).path(name);
        return new Operation(
                context,
                // its anchor outlives the context, so it is created outside it
                new Operation.Start(
                        "unshare(CLONE_NEWTIME), mount(\"/proc/thread-self/ns/time_for_children\", \"" + path
                                + "\", MS_BIND)",
                        () -> named(kernel, context, name, instead),
                        prospect -> planned(kernel, prospect, context, name)),
                instead.map(n -> "umount " + Program.quoted(path) + " && ").orElse("")
                        + NamespaceOperations.place(NamespaceKind.TIME, name) + "unshare "
                        + Program.quoted("--time=" + path)
                        + " true",
                "make time namespace " + name,
                () -> List.of(NamespaceOperations.delete(kernel, context, NamespaceKind.TIME, name)));
    }

    private static Object foreseen(Prospect prospect, Context context, TimeOffsets after) {
        prospect.leaves(context, NamespaceKind.TIME, OFFSETS, after);
        return null;
    }

    private static Namespace planned(Kernel live, Prospect prospect, Context context, String name) {
        Namespace made = prospect.names(context, NamespaceKind.TIME, name);
        foreseen(
                prospect,
                context.with(made),
                live.look(context, NamespaceKind.TIME, OFFSETS, () -> TimeNamespaces.offsets(time(context))));
        prospect.leaves(context.with(made), NamespaceKind.TIME, FROZEN, false);
        return made;
    }

    private static Namespace named(Kernel kernel, Context context, String name, Optional<Namespace> instead) {
        Anchor anchor = TimeNamespaces.make(context);
        try {
            return kernel.call(context, () -> KeptNamespaces.name(anchor.namespace(), name, instead));
        } catch (RuntimeException e) {
            anchor.close();
            throw e;
        }
    }

    /** Sets the offsets of a time namespace in which no program was started yet. */
    public static Operation set(Context context, Namespace time, TimeOffsets before, TimeOffsets after) {
        String file = TimeNamespaces.file(time).orElse("/proc/TID/timens_offsets");
        return new Operation(
                context,
                new Operation.Start(
                        write(file.replace(Files.OWN_PROC, "/proc/"), after),
                        () -> {
                            TimeNamespaces.set(time, after);
                            return null;
                        },
                        prospect -> foreseen(prospect, context.with(time), after)),
                time.path()
                        // unshare(1) cannot set the clocks of an existing namespace: it creates another one in its
                        // place
                        .map(path -> "umount " + path + " && unshare --time=" + path + options(after) + " true")
                        .orElse("unshare --time" + options(after)),
                "shift " + prose(before, after),
                () -> List.of(set(context, time, after, before)));
    }

    /** Returns to another time namespace, such as the host's. */
    public static Operation back(Place place, Namespace time, TimeOffsets before) {
        Namespace left = time(place);
        return new Operation(
                place.context(),
                new Operation.Start(
                        "close(\"" + left.reach() + "\")",
                        () -> {
                            place.exchange(time);
                            return null;
                        },
                        prospect -> {
                            place.exchange(time);
                            return null;
                        }),
                "nsenter --time=" + time.reach(),
                "go back from the clocks of " + left.text() + " to those of " + time.text(),
                () -> List.of(fresh(place, TimeNamespaces.offsets(time), before)));
    }

    private static Namespace time(Place place) {
        return time(place.context());
    }

    private static Namespace time(Context context) {
        return context.get(NamespaceKind.TIME).orElseThrow();
    }

    private static String write(String file, TimeOffsets offsets) {
        return "write(\"" + file + "\", \"" + escaped(offsets) + "\")";
    }

    private static String escaped(TimeOffsets offsets) {
        return offsets.text().replace("\n", "\\n");
    }

    /** The options of unshare(1), which accepts whole seconds. */
    private static String options(TimeOffsets offsets) {
        return Arrays.stream(Clock.values())
                .map(c -> " --" + c.text() + " " + offsets.get(c).getSeconds())
                .collect(Collectors.joining());
    }

    private static String prose(TimeOffsets before, TimeOffsets after) {
        return Arrays.stream(Clock.values())
                .filter(c -> !before.get(c).equals(after.get(c)))
                .map(c -> c.text() + " from " + Texts.duration(before.get(c)) + " to " + Texts.duration(after.get(c)))
                .collect(Collectors.joining(", "));
    }
}
