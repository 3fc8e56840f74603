package nsx.dsl.compile;

import java.util.List;
import java.util.Set;
import nsx.dsl.compile.known.Known;
import nsx.dsl.compile.known.Members;
import nsx.dsl.error.Texts;
import nsx.dsl.shape.Table;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;

/** Checks the names of columns that a script gives to methods of tables. */
final class CheckColumns {
    /** The methods of tables that take column names. */
    private static final Set<String> NAMING = Set.of("select", "sort", "unique");

    private final CheckWords.Report report;

    CheckColumns(CheckWords.Report report) {
        this.report = report;
    }

    /** @param of the value on which the method is called */
    void check(Known of, String method, List<Expression> arguments) {
        Known one = of.one();
        boolean sure = of.type() == Table.class && one.isJudged();
        if (!sure || Members.of(one.type()).isOpen() || Members.of(one.type()).takesWords()) {
            return;
        }
        for (Expression argument : arguments) {
            if (NAMING.contains(method)) {
                column(one, argument);
            } else if (method.equals("where") && argument instanceof MapExpression cells) {
                cells.getMapEntryExpressions().forEach(cell -> column(one, cell.getKeyExpression()));
            }
        }
    }

    private void column(Known one, Expression place) {
        Members members = Members.of(one.type());
        if (place instanceof ConstantExpression c
                && c.getValue() instanceof String column
                && !members.hasProperty(column)) {
            report.problem(
                    place, "the table has no column '" + column + "'", Texts.didYouMean(column, members.properties()));
        }
    }
}
