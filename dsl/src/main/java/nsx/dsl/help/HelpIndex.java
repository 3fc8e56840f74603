package nsx.dsl.help;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;

/** The words of the language with their summaries. */
public final class HelpIndex extends AbstractList<HelpIndex.Entry> {
    private final List<Entry> entries;
    private final String sought;

    /** The line of one word. */
    public record Entry(String theme, String name, String summary) {}

    public HelpIndex(Collection<Verb> verbs) {
        this(entries(verbs), "");
    }

    /** @param sought the search terms; empty without a search */
    HelpIndex(List<Entry> entries, String sought) {
        this.entries = entries;
        this.sought = sought;
    }

    private static List<Entry> entries(Collection<Verb> verbs) {
        return List.of(Theme.values()).stream()
                .flatMap(theme -> verbs.stream().filter(v -> v.theme() == theme))
                .map(v -> new Entry(v.theme().title(), v.name(), v.summary()))
                .toList();
    }

    /** The search terms; empty for words that were not searched for. */
    public String sought() {
        return sought;
    }

    /** The entries by theme, in the order of the themes. */
    public Map<String, List<Entry>> getThemes() {
        Map<String, List<Entry>> themes = new LinkedHashMap<>();
        entries.forEach(
                e -> themes.computeIfAbsent(e.theme(), t -> new ArrayList<>()).add(e));
        return themes;
    }

    @Override
    public Entry get(int index) {
        return entries.get(index);
    }

    @Override
    public int size() {
        return entries.size();
    }
}
