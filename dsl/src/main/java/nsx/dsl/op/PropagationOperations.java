package nsx.dsl.op;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.mount.Propagation;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;
import nsx.process.Program;

/** Sets how mounts of the current mount namespace propagate to and from their copies in others. */
public final class PropagationOperations {
    private final Here here;

    public PropagationOperations(Session session) {
        this(session.here());
        OpenMounts.require(here.context(), "change the propagation of a mount");
    }

    PropagationOperations(Here here) {
        this.here = here;
    }

    /**
     * The operations that set the propagation of a mount; none if it already has it.
     *
     * @param recursive whether to include the mounts below
     * @param added a mount that an earlier operation adds there
     */
    public List<Operation> ensure(String target, Propagation wanted, boolean recursive, Optional<MountInfo> added) {
        List<MountInfo> mounts = Stream.concat(here.kernel().mounts(here.context()).stream(), added.stream())
                .toList();
        MountInfo top = MountInfo.top(mounts, target)
                .orElseThrow(() -> new NsxException("nothing is mounted on " + target)
                        .at(target)
                        .hint("see mounts(); a bind mount of a directory on itself can have its own propagation"));
        List<MountInfo> all = Stream.concat(
                        Stream.of(top), mounts.stream().filter(m -> recursive && MountInfo.isBelow(m.target(), target)))
                .toList();
        if (!wanted.isPossible(top)) {
            throw new NsxException("the mount on " + target + " cannot become a slave")
                    .because("it is " + Propagation.of(top).get(0).text() + ", and has no peer to follow")
                    .at(target)
                    .hint("only a copy of a shared mount is a slave: propagation: 'shared' before the copy is made");
        }
        boolean same = all.stream().allMatch(m -> wanted.fits(m) || !wanted.isPossible(m));
        if (same && (added.isEmpty() || !recursive)) {
            return List.of();
        }
        Operation change = change(target, wanted, recursive, all);
        // it ends with the mount that was created for it
        return List.of(added.isPresent() ? change.losing("").takenBackBy(List::of) : change);
    }

    private Operation change(String target, Propagation wanted, boolean recursive, List<MountInfo> all) {
        Operation.SystemCall call = new Operation.SystemCall(
                "mount(\"none\", \"" + target + "\", NULL, " + wanted.flags(recursive) + ")",
                () -> here.context().amongMounts(() -> {
                    wanted.perform(target, recursive);
                    return null;
                }),
                prospect -> {
                    prospect.mounted(here.context()).propagate(target, wanted, recursive);
                    return null;
                },
                NamespaceKind.MNT);
        String command = "mount --make-" + (recursive ? "r" : "") + wanted.text() + " " + Program.quoted(target);
        String prose = "make the mount on " + target + (recursive ? " and those below it " : " ") + wanted.text();
        List<Propagation> before =
                all.stream().flatMap(m -> Propagation.of(m).stream()).distinct().toList();
        // a mount that had peers has others, or none, after it is made shared again
        boolean exact =
                before.size() == 1 && !before.contains(Propagation.SHARED) && !before.contains(Propagation.SLAVE);
        return exact
                ? new Operation(
                        here.context(),
                        call,
                        command,
                        prose,
                        () -> List.of(change(target, before.get(0), recursive, all)))
                : Operation.irreversible(here.context(), call, command, prose);
    }
}
