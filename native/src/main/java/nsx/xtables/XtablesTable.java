package nsx.xtables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.CodecException;

/**
 * A table: its chains, the built-in ones first.
 *
 * <p>The kernel stores all rules of a table in a row. {@code hook_entry} contains the starts of the built-in chains,
 * each of which ends with its policy; any other chain begins with a target ERROR that contains its name, and ends
 * with a RETURN.
 */
public record XtablesTable(TableFamily family, String name, List<Chain> chains) {
    /** The built-in chains in the order of their hooks (enum nf_inet_hooks). */
    private static final List<String> BUILT_IN = List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

    private static final int NAME = 32;
    private static final int VALID_HOOKS = 32;
    private static final int HOOK_ENTRY = 36;
    private static final String ERROR = "ERROR";
    private static final int DROP = -1;

    /** The consecutive rules of one chain, and the offset of the chain. */
    private record Run(String name, boolean builtIn, int start, List<Integer> entries) {}

    /**
     * @param info the {@code struct ipt_getinfo}
     * @param entries the rules, without the head of {@code struct ipt_get_entries}
     * @param sets the names of ipset's sets
     */
    static XtablesTable parse(TableFamily family, byte[] info, byte[] entries, SetNames sets) {
        Blob head = new Blob(info);
        return new Reader(family, head.text(0, NAME), new Blob(entries), sets).read(hooks(head));
    }

    Optional<Chain> chain(String called) {
        return chains.stream().filter(c -> c.name().equals(called)).findFirst();
    }

    private static Map<Integer, String> hooks(Blob info) {
        Map<Integer, String> starts = new LinkedHashMap<>();
        for (int hook = 0; hook < BUILT_IN.size(); hook++) {
            if ((info.s32(VALID_HOOKS) & 1 << hook) != 0) {
                starts.put(info.s32(HOOK_ENTRY + 4 * hook), BUILT_IN.get(hook));
            }
        }
        return starts;
    }

    private record Reader(TableFamily family, String table, Blob all, SetNames sets) {
        XtablesTable read(Map<Integer, String> hooks) {
            List<Run> runs = runs(hooks);
            Map<Integer, String> starts = new LinkedHashMap<>();
            runs.forEach(run -> starts.put(run.start(), run.name()));
            return new XtablesTable(
                    family, table, runs.stream().map(run -> chain(run, starts)).toList());
        }

        private List<Run> runs(Map<Integer, String> hooks) {
            List<Run> runs = new ArrayList<>();
            for (int at = 0; at < all.bytes().length; at = next(at)) {
                if (hooks.containsKey(at)) {
                    runs.add(new Run(hooks.get(at), true, at, new ArrayList<>()));
                }
                Blob target = target(at);
                if (Target.name(target).equals(ERROR)) {
                    runs.add(new Run(target.text(NAME, NAME), false, next(at), new ArrayList<>()));
                } else {
                    last(runs).entries().add(at);
                }
            }
            // the table itself also ends with such a target
            runs.remove(last(runs));
            return runs;
        }

        private static Run last(List<Run> runs) {
            if (runs.isEmpty()) {
                throw new CodecException("rules outside of any chain");
            }
            return runs.get(runs.size() - 1);
        }

        private int next(int at) {
            return at + length(all.u16(at + family.offsets + 2));
        }

        /** Checks the length of a rule or a match; 0 would loop forever. */
        private static int length(int bytes) {
            if (bytes == 0) {
                throw new CodecException("a rule of no bytes");
            }
            return bytes;
        }

        private Blob target(int at) {
            return all.slice(at + all.u16(at + family.offsets), next(at));
        }

        private Chain chain(Run run, Map<Integer, String> starts) {
            List<XtablesRule> rules = new ArrayList<>();
            int count = run.entries().size() - 1;
            if (count < 0) {
                throw new CodecException("chain " + run.name() + " has no end");
            }
            for (int i = 0; i < count; i++) {
                rules.add(rule(run, run.entries().get(i), i + 1, starts));
            }
            boolean dropping =
                    run.builtIn() && Target.verdict(target(run.entries().get(count))) == DROP;
            return new Chain(
                    family,
                    table,
                    run.name(),
                    run.builtIn(),
                    dropping,
                    counters(run.entries().get(count)),
                    List.copyOf(rules));
        }

        private XtablesRule rule(Run run, int at, int number, Map<Integer, String> starts) {
            List<Condition> conditions = new ArrayList<>(Basics.of(family, all.slice(at, next(at))));
            int end = at + all.u16(at + family.offsets);
            for (int match = at + family.matches; match < end; match += length(all.u16(match))) {
                conditions.add(Matches.read(family, all.slice(match, match + all.u16(match)), sets));
            }
            return new XtablesRule(
                    family, table, run.name(), number, List.copyOf(conditions), doing(at, starts), counters(at));
        }

        private Counters counters(int at) {
            int counters = at + family.counters();
            return new Counters(all.s64(counters), all.s64(counters + 8));
        }

        private Target doing(int at, Map<Integer, String> starts) {
            Blob target = target(at);
            if (!Target.name(target).isEmpty()) {
                return Target.named(family, target, sets);
            }
            int verdict = Target.verdict(target);
            if (verdict < 0) {
                return Target.verdict(verdict);
            }
            boolean goes = (all.u8(at + family.flags) & family.gotoFlag) != 0;
            // a rule without a target leads to the rule below it
            return verdict == next(at) && !starts.containsKey(verdict)
                    ? Target.none()
                    : Target.jump(starts.getOrDefault(verdict, "?"), goes);
        }
    }
}
