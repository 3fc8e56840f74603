package nsx.dsl.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The variables and places of a session before a line, which are restored if the line fails. */
final class Recollection {
    private final Map<String, Object> variables;
    private final PlaceStack places;
    private final Map<String, Object> variablesBefore;
    private final PlaceStack.Layer placesBefore;

    Recollection(Map<String, Object> variables, PlaceStack places) {
        this.variables = variables;
        this.places = places;
        this.variablesBefore = copy(variables);
        this.placesBefore = places.layers();
    }

    /** Copies variables consistently, although other threads may set some. */
    static Map<String, Object> copy(Map<String, Object> variables) {
        synchronized (variables) {
            return new HashMap<>(variables);
        }
    }

    /** The variables that are new or have changed. */
    Set<String> changed() {
        return copy(variables).entrySet().stream()
                .filter(e ->
                        !variablesBefore.containsKey(e.getKey()) || variablesBefore.get(e.getKey()) != e.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    PlaceStack.Layer placesBefore() {
        return placesBefore;
    }

    void restore() {
        places.restore(placesBefore);
        restoreVariables();
    }

    void restoreVariables() {
        synchronized (variables) {
            variables.clear();
            variables.putAll(variablesBefore);
        }
    }
}
