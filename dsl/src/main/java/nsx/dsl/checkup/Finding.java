package nsx.dsl.checkup;

import java.util.List;
import nsx.dsl.shape.Table;

/**
 * One thing that nsx needs, as this machine has it.
 *
 * @param need what is needed
 * @param state ok, missing, or unknown when it could not be found out
 * @param used the words that use it
 * @param remedy what makes it there; empty when it is
 */
public record Finding(String need, String state, String used, String remedy) {
    public static final List<String> COLUMNS = List.of("need", "state", "used", "remedy");

    static final String OK = "ok";
    static final String MISSING = "missing";
    static final String UNKNOWN = "unknown";

    static Finding of(boolean there, String need, String used, String remedy) {
        return new Finding(need, there ? OK : MISSING, used, there ? "" : remedy);
    }

    static Finding unknown(String need, String used, String why) {
        return new Finding(need, UNKNOWN, used, why);
    }

    /** As a table; its columns are the parts of a finding. */
    public static Table<Finding> table(List<Finding> all) {
        return Table.of(Finding.class, COLUMNS, all);
    }
}
