package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Parameter;
import nsx.dsl.Verb;
import nsx.dsl.value.Table;

/** A word that answers with a table of what is there. */
interface Listing extends Verb {
    @Override
    default List<Parameter> parameters() {
        return List.of();
    }

    @Override
    default boolean asks() {
        return true;
    }

    @Override
    default Class<?> result() {
        return Table.class;
    }
}
