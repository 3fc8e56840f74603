package nsx.dsl.op.link;

import java.util.List;
import java.util.OptionalInt;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.ns.Namespace;
import nsx.process.Program;
import nsx.rtnl.Nsid;
import nsx.rtnl.Nsids;

/** The numbers that one network namespace has for others. The kernel assigns each permanently. */
public record NsidOperations(Here here) {
    /** The value for the first free number. */
    public static final int AUTO = Nsids.ANY;

    /** The number that the context's network namespace has for another; empty without one. */
    public OptionalInt find(Namespace namespace) {
        return here.kernel().number(here.context(), namespace);
    }

    /** The numbers in use. */
    public List<Integer> all() {
        return Devices.rtnl(here).dump(Nsids.dump()).decode(Nsid::decode).stream()
                .flatMapToInt(n -> n.id().stream())
                .sorted()
                .boxed()
                .toList();
    }

    /** The operations that give the namespace the id; none when it has the id. */
    public List<Operation> ensure(Namespace namespace, String name, int id) {
        OptionalInt is = find(namespace);
        if (is.isPresent() && (id == AUTO || is.getAsInt() == id)) {
            return List.of();
        }
        if (is.isPresent()) {
            throw new NsxException("cannot give " + name + " the id " + id)
                    .because("it has " + is.getAsInt() + " here, and the kernel never removes an id")
                    .at(id);
        }
        if (id != AUTO && all().contains(id)) {
            throw new NsxException("cannot give " + name + " the id " + id)
                    .because("another namespace has this id here")
                    .at(id)
                    .hint("see nsids()");
        }
        return List.of(set(namespace, name, id));
    }

    private Operation set(Namespace namespace, String name, int id) {
        return Operation.irreversible(
                here.context(),
                new Operation.Passing(namespace, fd -> Nsids.set(fd, id)),
                "ip netns set " + Program.quoted(name) + " " + (id == AUTO ? "auto" : id),
                "give " + name + (id == AUTO ? " the first free id" : " the id " + id));
    }
}
