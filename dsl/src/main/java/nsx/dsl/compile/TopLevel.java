package nsx.dsl.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Finds the statements of a script outside methods, classes and blocks. */
final class TopLevel {
    private TopLevel() {}

    /** Replaces each top-level expression statement by the function's result. */
    static void rewrite(ClassNode node, UnaryOperator<ExpressionStatement> rule) {
        statements(node).replaceAll(s -> s instanceof ExpressionStatement e ? rule.apply(e) : s);
    }

    /** The statements as a mutable list; empty for a class that is not a script. */
    static List<Statement> statements(ClassNode node) {
        MethodNode run = node.isScript() ? node.getMethod("run", Parameter.EMPTY_ARRAY) : null;
        return run != null && run.getCode() instanceof BlockStatement block ? block.getStatements() : new ArrayList<>();
    }
}
