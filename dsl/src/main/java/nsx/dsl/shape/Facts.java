package nsx.dsl.shape;

import java.util.List;

/** A value that says what is shown of it: tables, the detail view and JSON take these properties, in this order. */
public interface Facts {
    /** Names of properties, each with a getter or an accessor. */
    List<String> facts();
}
