package nsx.dsl.value.firewall;

import java.util.List;
import java.util.function.Supplier;
import nsx.netlink.IpProtocol;

/** The protocols in packets of IP that have a name. */
public final class IpProtocols implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return IpProtocol.names();
    }
}
