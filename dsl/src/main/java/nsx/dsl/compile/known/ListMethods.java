package nsx.dsl.compile.known;

import java.util.Set;

/** Methods of lists and tables whose types follow from the type of the elements. */
public final class ListMethods {
    /** Methods that call their block with each element and nothing else. */
    public static final Set<String> ITERATING = Set.of(
            "any",
            "collect",
            "collectEntries",
            "collectMany",
            "count",
            "countBy",
            "dropWhile",
            "each",
            "every",
            "find",
            "findAll",
            "findIndexOf",
            "findResult",
            "findResults",
            "forEach",
            "groupBy",
            "max",
            "min",
            "removeAll",
            "removeIf",
            "retainAll",
            "reverseEach",
            "sort",
            "split",
            "sum",
            "takeWhile",
            "toSorted",
            "toUnique",
            "unique",
            "where");

    /** Methods that return a list of some or all of the elements. */
    public static final Set<String> SELECTING = Set.of(
            "drop",
            "dropWhile",
            "findAll",
            "init",
            "reverse",
            "sort",
            "tail",
            "take",
            "takeWhile",
            "toSorted",
            "toUnique",
            "unique",
            "where",
            "wide");

    private ListMethods() {}
}
