package nsx.dsl.checkup;

import java.util.List;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;

/**
 * A requirement of nsx and its state on this machine.
 *
 * @param need the requirement
 * @param state ok, missing, or unknown
 * @param used the words that need it
 * @param remedy how to fulfil it; empty if it is fulfilled
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

    /** Returns the findings as a table. */
    public static Table<Requirement> table(List<Requirement> all) {
        return Table.of(Requirement.class, COLUMNS, all);
    }
}
