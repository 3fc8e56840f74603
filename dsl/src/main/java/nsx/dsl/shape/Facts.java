package nsx.dsl.shape;

import java.util.List;

/** A value that names its shown properties: tables, the detail view and JSON use them in this order. */
public interface Facts {
    /** The names of the properties, each of which has a getter or an accessor. */
    List<String> facts();
}
