package nsx.repl.complete;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.compile.known.ListMethods;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Table;
import nsx.repl.complete.Term.Step;

/** Infers the element type of a list: as declared, or from an existing list if reading it runs no user code. */
final class Elements {
    private static final Map<String, Integer> ENDS =
            Map.of("first", 0, "head", 0, "getFirst", 0, "last", -1, "getLast", -1);
    private static final Set<String> ONE = Set.of("find", "min", "max");
    private static final Set<Class<?>> PLAIN = Set.of(
            ArrayList.class, LinkedList.class, List.of().getClass(), List.of(1).getClass());

    private Elements() {}

    /** The type of a word's result. */
    static InferredType listed(Verb verb) {
        boolean table = verb.result() == Table.class;
        return InferredType.list(verb.result(), table ? verb.row() : of(verb.result()));
    }

    /** The element type of {@code Table<ProcessRow>}, or of a class that is a list. */
    static Class<?> of(Type type) {
        if (type instanceof ParameterizedType declared) {
            Type first = declared.getActualTypeArguments()[0];
            return isList(declared.getRawType()) && first instanceof Class<?> element ? element : Object.class;
        }
        Type above = isList(type) ? ((Class<?>) type).getGenericSuperclass() : null;
        return above == null ? Object.class : of(above);
    }

    private static boolean isList(Type type) {
        return type instanceof Class<?> c && Collection.class.isAssignableFrom(c);
    }

    /**
     * The type of an element.
     *
     * @param index null if unknown: the first element then represents all
     */
    static InferredType of(InferredType list, Integer index) {
        boolean there = list.held() instanceof List || list.held() != null && index != null;
        return there
                ? at(list.held(), index == null ? 0 : index)
                        .map(InferredType::held)
                        .orElse(InferredType.NOTHING)
                : InferredType.value(list.element());
    }

    /** The result type of a method of lists; empty for other methods and other types. */
    static Optional<InferredType> after(InferredType list, Step step) {
        String name = step.name();
        if (!step.called() || !isList(list.type())) {
            return Optional.empty();
        }
        if (ENDS.containsKey(name) && step.arguments().isEmpty()) {
            return Optional.of(of(list.held() instanceof List ? list : list.holding(null), ENDS.get(name)));
        }
        if (ONE.contains(name)) {
            return Optional.of(of(list, null));
        }
        if (ListMethods.SELECTING.contains(name)) {
            Class<?> same = list.type() == Table.class ? Table.class : List.class;
            return Optional.of(InferredType.list(same, of(list, null).type()));
        }
        return name.equals("each") ? Optional.of(list) : Optional.empty();
    }

    private static Optional<Object> at(Object value, int index) {
        boolean ours = value.getClass().getClassLoader() == Elements.class.getClassLoader();
        if (!ours && !PLAIN.contains(value.getClass())) {
            // a list class of the user could run any code
            return Optional.empty();
        }
        if (!(value instanceof List<?> list)) {
            return value instanceof Columns rows ? selected(rows, index) : Optional.empty();
        }
        int place = index < 0 ? list.size() + index : index;
        return place >= 0 && place < list.size() ? Optional.ofNullable(list.get(place)) : Optional.empty();
    }

    /** The value of {@code out[n]}; a value that is not a list defines its own index. */
    private static Optional<Object> selected(Columns value, int index) {
        try {
            return Optional.ofNullable(
                    value.getClass().getMethod("getAt", int.class).invoke(value, index));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
