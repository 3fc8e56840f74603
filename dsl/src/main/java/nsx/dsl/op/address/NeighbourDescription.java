package nsx.dsl.op.address;

import java.net.InetAddress;
import java.util.Optional;
import nsx.dsl.op.field.Resend;
import nsx.dsl.op.field.Values;
import nsx.dsl.word.Arguments;
import nsx.netlink.Attributes;
import nsx.rtnl.Family;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Rtm;

/**
 * A wanted or an existing neighbour entry.
 *
 * @param values the values of {@link NeighbourFields}
 * @param said the kernel's message about the entry; for a new one, its address
 */
public record NeighbourDescription(InetAddress address, Values values, Attributes said) {
    /** The neighbour that options describe. */
    public static NeighbourDescription of(InetAddress address, Arguments options) {
        Values asked = NeighbourFields.ALL.read(options).affirmed();
        boolean resolved = asked.has(NeighbourFields.PROXY) || asked.has(NeighbourFields.MANAGED);
        if (!resolved && !asked.has(NeighbourFields.MAC)) {
            throw options.missing(NeighbourFields.MAC.parameter());
        }
        Attributes none = Attributes.of(
                Rtm.NEWNEIGH.table(),
                Rtm.NEWNEIGH.header().with("ndm_family", Family.of(address).number()));
        return new NeighbourDescription(
                address,
                resolved || asked.has(NeighbourFields.STATE) ? asked : asked.with(NeighbourFields.STATE, "permanent"),
                none.put("NDA_DST", address));
    }

    /** A neighbour as the kernel reports it. */
    public static NeighbourDescription of(Neighbour neighbour) {
        Attributes said = Resend.settable(neighbour.all(), header -> header, "NDA_CACHEINFO", "NDA_PROBES");
        return new NeighbourDescription(
                neighbour.address().orElseThrow(),
                NeighbourFields.ALL.read(said).affirmed(),
                said);
    }

    boolean isProxy() {
        return values.has(NeighbourFields.PROXY);
    }

    /** Whether the kernel keeps the entry resolved. */
    boolean isManaged() {
        return values.has(NeighbourFields.MANAGED);
    }

    /** Whether the entry stays until it is deleted. */
    public boolean isKept() {
        return isProxy() || isManaged() || state().equals(Optional.of("permanent"));
    }

    /** Returns an existing entry with the values of this one. */
    NeighbourDescription over(NeighbourDescription is) {
        return new NeighbourDescription(address, is.values.with(values), is.said);
    }

    /** The content of RTM_NEWNEIGH. */
    Attributes message(int index) {
        Attributes message = values.write(said);
        return message.headed(message.header().with("ndm_ifindex", index));
    }

    String mac() {
        return values.find(NeighbourFields.MAC).orElse("");
    }

    /** The state in the words of ip-neighbour(8); empty to leave it to the kernel. */
    Optional<String> state() {
        return values.find(NeighbourFields.STATE);
    }
}
