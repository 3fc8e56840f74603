package nsx.dsl.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All words of the language by name. */
public final class Vocabulary {
    private final Map<String, Verb> verbs = new LinkedHashMap<>();

    public Vocabulary(Collection<? extends Verb> words) {
        for (Verb verb : words) {
            verbs.put(verb.name(), verb);
            verb.aliases().forEach(alias -> verbs.put(alias, verb));
        }
    }

    public Optional<Verb> find(String word) {
        return Optional.ofNullable(verbs.get(word));
    }

    /** Whether the name is the first part of a dotted word: {@code nat} of {@code nat.clear}. */
    public boolean isPrefix(String word) {
        return verbs.keySet().stream().anyMatch(name -> name.startsWith(word + "."));
    }

    /** The dotted words with the same first part: {@code nat.clear} and others for {@code nat.foo}. */
    List<String> beside(String word) {
        String first = word.substring(0, word.indexOf('.') + 1);
        return verbs.keySet().stream()
                .filter(name -> !first.isEmpty() && name.startsWith(first))
                .toList();
    }

    /** All names of words, aliases included. */
    public Set<String> names() {
        return verbs.keySet();
    }

    /** The words, without aliases. */
    public List<Verb> verbs() {
        return verbs.values().stream().distinct().toList();
    }
}
