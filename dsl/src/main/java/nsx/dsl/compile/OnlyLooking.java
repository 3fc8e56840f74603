package nsx.dsl.compile;

import groovy.lang.GroovyClassLoader;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.ASTTransformation;
import org.codehaus.groovy.transform.GroovyASTTransformation;

/**
 * Loads the compiler's transformations for a script that is only checked: {@code @ASTTest}, which runs a block of the
 * script at compile time, does nothing.
 */
final class OnlyLooking extends GroovyClassLoader {
    private static final String RUNS = "org.codehaus.groovy.transform.ASTTestTransformation";

    OnlyLooking(ClassLoader parent) {
        super(parent);
    }

    @Override
    public Class<?> loadClass(String name, boolean lookup, boolean preferClass, boolean resolve)
            throws ClassNotFoundException {
        return name.equals(RUNS) ? Nothing.class : super.loadClass(name, lookup, preferClass, resolve);
    }

    /** The replacement of that transformation. */
    @GroovyASTTransformation(phase = CompilePhase.SEMANTIC_ANALYSIS)
    public static final class Nothing implements ASTTransformation {
        @Override
        public void visit(ASTNode[] nodes, SourceUnit source) {
            // the block stays an argument of the annotation
        }
    }
}
