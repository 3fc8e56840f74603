package nsx.dsl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The variables and places of a session before a line: what it gives back when it fails. */
final class Recollection {
    private final Map<String, Object> variables;
    private final PlaceStack places;
    private final Map<String, Object> variablesBefore;
    private final List<Place> placesBefore;

    Recollection(Map<String, Object> variables, PlaceStack places) {
        this.variables = variables;
        this.places = places;
        this.variablesBefore = new HashMap<>(variables);
        this.placesBefore = places.all();
    }

    /** The variables that are new or stand for something else now. */
    Set<String> changed() {
        return variables.entrySet().stream()
                .filter(e ->
                        !variablesBefore.containsKey(e.getKey()) || variablesBefore.get(e.getKey()) != e.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    void restore() {
        places.restore(placesBefore);
        variables.clear();
        variables.putAll(variablesBefore);
    }
}
