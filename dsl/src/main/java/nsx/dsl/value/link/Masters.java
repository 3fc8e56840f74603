package nsx.dsl.value.link;

import nsx.dsl.error.NsxException;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kinds;

/** Decides which devices can have ports. */
public final class Masters {
    private Masters() {}

    /** Rejects a master without ports. The kernel would answer EOPNOTSUPP without a text. */
    public static void check(String port, Link master) {
        if (!Kinds.takesPorts(master.kind())) {
            throw new NsxException("cannot put " + port + " into " + master.name())
                    .because(master.name() + " is "
                            + (master.kind().isEmpty()
                                    ? "not a bridge, bond or vrf"
                                    : "a " + master.kind() + ", not a bridge, bond or vrf"))
                    .at(master.name());
        }
        if (port.equals("lo")) {
            throw new NsxException("cannot put lo into " + master.name())
                    .because("a loopback device cannot be a port")
                    .at("lo");
        }
    }
}
