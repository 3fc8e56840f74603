package nsx.dsl.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import nsx.ledger.Thing;

/** The objects that a run created, with the names of their contexts, in order. No look-up goes through all of them. */
final class RunThings {
    private final Map<Thing, String> all = new LinkedHashMap<>();
    /** The same objects: by identity, of which there are several for mounts of one file. */
    private final Map<Thing.Identity, List<Thing>> same = new HashMap<>();
    /** The numbers of tables of nftables by network namespace and name. */
    private final Map<List<Object>, Integer> tables = new HashMap<>();

    /** All objects with the names of their contexts. */
    Map<Thing, String> all() {
        return Collections.unmodifiableMap(all);
    }

    int size() {
        return all.size();
    }

    /** An object with this identification ({@link Thing}); empty if the run did not create it. */
    Optional<Thing> find(Thing.Sort sort, long home, String id) {
        return same.getOrDefault(new Thing.Identity(sort, home, id), List.of()).stream()
                .findFirst();
    }

    /** Whether the run created a table with this name in the network namespace with this inode. */
    boolean hasTable(long home, String place) {
        return tables.containsKey(List.of(home, place));
    }

    void add(Thing thing, String where) {
        if (all.put(thing, where) == null) {
            same.computeIfAbsent(thing.identity(), i -> new ArrayList<>(1)).add(thing);
            if (thing.sort() == Thing.Sort.TABLE) {
                tables.merge(List.of(thing.home(), thing.place()), 1, Integer::sum);
            }
        }
    }

    /** Removes what is the same kernel object. */
    void removeSame(Thing thing) {
        List.copyOf(same.getOrDefault(thing.identity(), List.of())).forEach(this::remove);
    }

    void removeIf(Predicate<Thing> which) {
        List.copyOf(all.keySet()).stream().filter(which).forEach(this::remove);
    }

    private void remove(Thing thing) {
        all.remove(thing);
        same.computeIfPresent(thing.identity(), (identity, things) -> {
            things.remove(thing);
            return things.isEmpty() ? null : things;
        });
        if (thing.sort() == Thing.Sort.TABLE) {
            tables.computeIfPresent(List.of(thing.home(), thing.place()), (table, n) -> n == 1 ? null : n - 1);
        }
    }
}
