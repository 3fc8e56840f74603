package nsx.repl.complete;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Collects the proposals that begin with the fragment, by groups. A long group is cut, and its heading shows the
 * number of omitted items. The first and the last item are kept, so the common prefix stays that of the whole list.
 */
final class Shortlist {
    private static final int MOST = 100;
    private final String fragment;
    private final List<Proposal> proposals = new ArrayList<>();
    private final Set<String> texts = new LinkedHashSet<>();

    Shortlist(String fragment) {
        this.fragment = fragment;
    }

    /** Adds a group. A text that an earlier group has proposed is skipped. */
    void add(String group, List<Item> items, boolean complete) {
        List<Item> fitting = new ArrayList<>();
        for (Item item : items) {
            if (item.text().startsWith(fragment) && (texts.isEmpty() || !texts.contains(item.text()))) {
                fitting.add(item);
            }
        }
        int more = Math.max(0, fitting.size() - MOST);
        String heading = more == 0 ? group : String.format(Locale.ROOT, "%s, … %,d more", group, more);
        List<Item> shown = fitting;
        if (more > 0) {
            shown = new ArrayList<>(fitting.subList(0, MOST - 1));
            shown.add(fitting.get(fitting.size() - 1));
        }
        for (Item item : shown) {
            String after = item.after().get();
            texts.add(item.text());
            proposals.add(
                    new Proposal(item.text() + after, heading, item.summary().get(), complete && after.isEmpty()));
        }
    }

    List<Proposal> proposals() {
        return List.copyOf(proposals);
    }
}
