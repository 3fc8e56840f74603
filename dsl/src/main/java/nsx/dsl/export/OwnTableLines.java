package nsx.dsl.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.unit.Literal;
import nsx.nft.Filter;
import nsx.nft.Forward;
import nsx.nft.Masquerade;
import nsx.nft.OwnRule;
import nsx.nft.OwnTable;
import nsx.rtnl.Address;
import nsx.rtnl.Link;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;

/**
 * The rules of nsx's own tables as lines. They belong to what is exported in every namespace; where only some namespaces are asked
 * about, those of the starting one do that name a device or a network of the lab.
 */
final class OwnTableLines {
    private final Selection selection;
    private final Set<String> devices;
    private final List<Prefix> networks;

    /** @param addresses of all devices of the namespace */
    OwnTableLines(Selection selection, List<Address> addresses) {
        this.selection = selection;
        this.devices = selection.network().links().values().stream()
                .filter(selection::covers)
                .map(Link::name)
                .collect(Collectors.toSet());
        Stream<Prefix> routes = selection.foreign()
                ? RouteOperations.all(selection.here()).stream()
                        .filter(r -> selection.covers(r.dev()))
                        .map(Route::to)
                : Stream.of();
        this.networks = Stream.concat(
                        addresses.stream()
                                .filter(a -> selection.covers(a.index()))
                                .map(Address::prefix),
                        routes)
                .filter(p -> p.length() > 0)
                .toList();
    }

    List<Line> lines() {
        return Stream.concat(lines(OwnTable.NAT, "nat", this::nat), lines(OwnTable.FILTER, "filter", this::filter))
                .toList();
    }

    private Stream<Line> lines(OwnTable which, String sort, Function<OwnRule, Line> line) {
        OwnRuleOperations operations = new OwnRuleOperations(
                selection.here().kernel(), selection.here().context(), which);
        return operations.read().rules().stream()
                .filter(rule -> !selection.foreign()
                        || which.meaning(rule).filter(this::isOfLab).isPresent())
                .map(rule -> which.meaning(rule)
                        .map(line)
                        .orElseGet(() -> Line.comment(
                                selection.place(), sort, "nftables table of nsx: a rule to " + operations.prose(rule))))
                .distinct();
    }

    private boolean isOfLab(OwnRule rule) {
        if (rule instanceof Forward forward) {
            return devices.contains(forward.in()) || isOfLab(Prefix.host(forward.to()));
        }
        if (rule instanceof Masquerade masquerade) {
            return devices.contains(masquerade.out()) || isOfLab(new Prefix(masquerade.network(), masquerade.length()));
        }
        Filter filter = (Filter) rule;
        return devices.contains(filter.in())
                || devices.contains(filter.out())
                || Stream.concat(filter.from().stream(), filter.to().stream()).anyMatch(this::isOfLab);
    }

    private boolean isOfLab(Prefix network) {
        return networks.stream().anyMatch(n -> n.contains(network.address()) || network.contains(n.address()));
    }

    private Line nat(OwnRule nat) {
        Map<String, Object> options = new LinkedHashMap<>();
        String text;
        if (nat instanceof Forward forward) {
            options.put("to", forward.target());
            if (!forward.protocol().text().equals("tcp")) {
                options.put("proto", forward.protocol().text());
            }
            if (!forward.in().isEmpty()) {
                options.put("in", forward.in());
            }
            text = "nat.forward " + forward.port() + ", " + Literal.options(options);
        } else {
            Masquerade masquerade = (Masquerade) nat;
            String out = masquerade.out().isEmpty() ? "" : ", out: " + Literal.quoted(masquerade.out());
            text = "nat.masquerade " + Literal.quoted(masquerade.text()) + out;
        }
        String removal = "nat.rules().findAll { it.toString() == " + Literal.quoted(nat.prose()) + " }*.delete()";
        return Line.of(selection.place(), "nat", nat.prose(), text, removal);
    }

    private Line filter(OwnRule own) {
        Filter filter = (Filter) own;
        return Line.of(
                selection.place(),
                "filter",
                filter.prose(),
                "filter." + filter.verdict().text() + options(filter),
                "filter.rules().findAll { it.toString() == " + Literal.quoted(filter.prose()) + " }*.delete()");
    }

    /** The options of a filter; without a condition parentheses still make it a call. */
    private static String options(Filter filter) {
        Map<String, Object> options = new LinkedHashMap<>();
        filter.from().ifPresent(p -> options.put("from", p.toString()));
        filter.to().ifPresent(p -> options.put("to", p.toString()));
        options.put("in", filter.in());
        options.put("out", filter.out());
        options.put("proto", filter.protocol());
        options.put("port", filter.port());
        options.put("hook", filter.hook().text());
        options.put("prefix", filter.prefix());
        options.values().removeIf(value -> value.equals("") || value.equals(0));
        options.remove("hook", "forward");
        options.remove("prefix", Filter.PREFIX);
        return options.isEmpty() ? "()" : " " + Literal.options(options);
    }
}
