package nsx.dsl.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import nsx.dsl.op.firewall.OwnRuleOperations;
import nsx.dsl.unit.Literal;
import nsx.nft.Filter;
import nsx.nft.Forward;
import nsx.nft.Masquerade;
import nsx.nft.OwnRule;
import nsx.nft.OwnTable;

/** The rules of nsx's own tables as lines; they are exported for every namespace. */
final class OwnTableLines {
    private final Selection selection;

    OwnTableLines(Selection selection) {
        this.selection = selection;
    }

    List<Line> lines() {
        return Stream.concat(lines(OwnTable.NAT, "nat", this::nat), lines(OwnTable.FILTER, "filter", this::filter))
                .toList();
    }

    private Stream<Line> lines(OwnTable which, String sort, Function<OwnRule, Line> line) {
        OwnRuleOperations operations = new OwnRuleOperations(
                selection.here().kernel(), selection.here().context(), which);
        return operations.read().rules().stream()
                .map(rule -> which.meaning(rule)
                        .map(line)
                        .orElseGet(() -> Line.comment(
                                selection.place(), sort, "nftables table of nsx: a rule to " + operations.prose(rule))))
                .distinct();
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
