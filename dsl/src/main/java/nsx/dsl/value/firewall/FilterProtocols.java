package nsx.dsl.value.firewall;

import java.util.List;
import java.util.function.Supplier;
import nsx.nft.Filter;

/** The protocols that a rule of nsx's own table can ask for. */
public final class FilterProtocols implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return Filter.PROTOCOLS;
    }
}
