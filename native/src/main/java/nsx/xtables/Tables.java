package nsx.xtables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nsx.filter.Chains;
import nsx.filter.Judgement;
import nsx.filter.Match;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Tracking;
import nsx.sys.Files;

/** All tables of a network namespace. */
public record Tables(List<XtablesTable> tables) {
    private static final String NAT = "nat";
    private static final String RAW = "raw";
    /** The priority NF_IP_PRI_RAW. */
    private static final int BEFORE_TRACKING = -300;

    public Tables {
        tables = List.copyOf(tables);
    }

    /** The empty set of tables. */
    public static Tables none() {
        return new Tables(List.of());
    }

    /**
     * Reads the tables of the calling thread's network namespace; needs CAP_NET_ADMIN there.
     *
     * <p>The kernel creates a requested table that does not exist (xt_request_find_table_lock of
     * net/netfilter/x_tables.c), so only listed tables are requested.
     */
    public static Tables read() {
        List<XtablesTable> all = new ArrayList<>();
        for (TableFamily family : TableFamily.values()) {
            String path = "/proc/thread-self/net/" + family.names;
            List<String> names =
                    Files.exists(path) ? Files.readText(path).lines().toList() : List.of();
            if (!names.isEmpty()) {
                all.addAll(TableReader.read(family, names));
            }
        }
        return new Tables(all);
    }

    /**
     * The built-in chains of a hook in the order in which a packet passes them (enum nf_ip_hook_priorities). Only the first
     * packet of a connection enters nat chains; the others are translated like it.
     */
    public List<Chain> hooked(String hook, Packet packet) {
        boolean late = hook.equals("postrouting") || hook.equals("input");
        Stream<String> order = late
                ? Stream.of(RAW, "mangle", "filter", "security", NAT)
                : Stream.of(RAW, "mangle", NAT, "filter", "security");
        TableFamily family = packet.isIpv6() ? TableFamily.IPV6 : TableFamily.IPV4;
        return order.filter(name -> packet.state() == Packet.State.NEW || !name.equals(NAT))
                .flatMap(name -> table(family, name).stream())
                .flatMap(table -> table.chain(hook.toUpperCase(Locale.ROOT)).stream())
                .filter(Chain::builtIn)
                .toList();
    }

    /** Judges a packet by some of the tables. */
    public Judgement<Chain, XtablesRule> judge(
            String hook, Packet packet, Surroundings around, Predicate<String> which) {
        List<Chain> passed =
                hooked(hook, packet).stream().filter(c -> which.test(c.table())).toList();
        return Judgement.of(passed, packet, new Chains<>() {
            @Override
            public List<XtablesRule> rulesOf(Chain chain) {
                return chain.rules();
            }

            @Override
            public Optional<Chain> beside(Chain chain, String name) {
                return table(chain.family(), chain.table()).flatMap(table -> table.chain(name));
            }

            @Override
            public Tracking tracking(Chain base, Packet before) {
                return base.table().equals(RAW) ? Tracking.at(hook, BEFORE_TRACKING, before) : Tracking.DONE;
            }

            @Override
            public boolean dropping(Chain chain) {
                return chain.dropping();
            }

            @Override
            public Match match(XtablesRule rule, Packet before) {
                return rule.match(before, around);
            }
        });
    }

    /** Returns the tables without one rule. */
    public Tables without(XtablesRule rule) {
        return changed(c -> c.family() == rule.family()
                        && c.table().equals(rule.table())
                        && c.name().equals(rule.chain())
                ? c.with(c.rules().stream()
                        .filter(r -> r.number() != rule.number())
                        .toList())
                : c);
    }

    /** Returns the tables with a chain whose policy accepts. */
    public Tables opened(Chain chain) {
        return changed(c -> c.family() == chain.family()
                        && c.table().equals(chain.table())
                        && c.name().equals(chain.name())
                ? c.accepting()
                : c);
    }

    private Tables changed(UnaryOperator<Chain> change) {
        return new Tables(tables.stream()
                .map(t -> new XtablesTable(
                        t.family(), t.name(), t.chains().stream().map(change).toList()))
                .toList());
    }

    private Optional<XtablesTable> table(TableFamily family, String name) {
        return tables.stream()
                .filter(t -> t.family() == family && t.name().equals(name))
                .findFirst();
    }
}
