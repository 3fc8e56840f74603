package nsx.dsl.verb.delete;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nsx.ns.NamespaceKind;

/** The kinds of objects that {@code delete KIND: NAME} supports, one per line. */
final class Deletions {
    static final List<Deletion> ALL = Stream.of(
                    Arrays.stream(NamespaceKind.values()).map(NamespaceDeletion::new),
                    Stream.<Deletion>of(
                            new AddressDeletion(),
                            new CgroupDeletion(),
                            new ConntrackDeletion(),
                            new ContainerDeletion(),
                            new FdbDeletion(),
                            IpcDeletion.SHM,
                            IpcDeletion.MSG,
                            IpcDeletion.SEM,
                            IpcDeletion.MQ,
                            new LinkDeletion(),
                            new MdbDeletion(),
                            new MountDeletion(),
                            new NeighbourDeletion("neighbour"),
                            new NeighbourDeletion("neighbor"),
                            new NexthopDeletion(),
                            new QdiscDeletion(),
                            new RouteDeletion(),
                            new RuleDeletion()))
            .<Deletion>flatMap(s -> s)
            .toList();

    private Deletions() {}
}
