package nsx.dsl.checkup;

import java.util.List;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;

/**
 * One thing that nsx needs, as this machine has it.
 *
 * @param need what is needed
 * @param state ok, missing, or unknown when it could not be found out
 * @param used the words that use it
 * @param remedy what makes it there; empty when it is
 */
public record Requirement(
        String need, @OneOf({"ok", "missing", "unknown"}) String state, String used, String remedy) {
    public static final List<String> COLUMNS = List.of("need", "state", "used", "remedy");

    static final String OK = "ok";
    static final String MISSING = "missing";
    static final String UNKNOWN = "unknown";

    static Requirement of(boolean there, String need, String used, String remedy) {
        return new Requirement(need, there ? OK : MISSING, used, there ? "" : remedy);
    }

    static Requirement unknown(String need, String used, String why) {
        return new Requirement(need, UNKNOWN, used, why);
    }

    /** As a table; its columns are the parts of a finding. */
    public static Table<Requirement> table(List<Requirement> all) {
        return Table.of(Requirement.class, COLUMNS, all);
    }
}
