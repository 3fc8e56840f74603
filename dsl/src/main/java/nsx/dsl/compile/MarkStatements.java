package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.stmt;

import java.util.List;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/** Notifies the session at the start of each top-level statement, in scripts that may undo one of them. */
final class MarkStatements extends CompilationCustomizer {
    private final boolean marks;

    /** @param text the text of the script */
    MarkStatements(String text) {
        super(CompilePhase.CONVERSION);
        this.marks = text.contains("undo");
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode node) {
        if (!marks) {
            return;
        }
        List<Statement> statements = TopLevel.statements(node);
        List<Statement> marked =
                statements.stream().flatMap(MarkStatements::marked).toList();
        statements.clear();
        statements.addAll(marked);
    }

    private static Stream<Statement> marked(Statement statement) {
        if (statement.getLineNumber() < 1) {
            return Stream.of(statement);
        }
        Statement mark = stmt(Direct.ofScript("beginStatement", constX(statement.getLineNumber(), true)));
        mark.setSourcePosition(statement);
        return Stream.of(mark, statement);
    }
}
