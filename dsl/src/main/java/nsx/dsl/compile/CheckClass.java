package nsx.dsl.compile;

import groovy.lang.GroovyObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.compile.known.Members;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Vocabulary;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Checks a class of a script. Words are methods of the script and not of its classes, so a class can call only its own methods. */
final class CheckClass extends ClassCodeVisitorSupport {
    private static final Set<String> HOOKS = Set.of("methodMissing", "invokeMethod", "$static_methodMissing");

    private final SourceUnit source;
    private final ClassNode node;
    private final Vocabulary vocabulary;
    private final CheckWords.Report report;
    private final boolean closed;

    CheckClass(SourceUnit source, ClassNode node, Vocabulary vocabulary, CheckWords.Report report) {
        this.source = source;
        this.node = node;
        this.vocabulary = vocabulary;
        this.report = report;
        this.closed = isClosed();
    }

    /** Whether all members are in the text of the class: none is delegated, mixed in or found at run time. */
    private boolean isClosed() {
        boolean plain = node.getSuperClass() != null
                && node.getSuperClass().getName().equals("java.lang.Object")
                && node.getInterfaces().length <= 1
                && node.getOuterClass() == null
                && node.getAnnotations().isEmpty()
                && node.getFields().stream().allMatch(f -> f.getAnnotations().isEmpty())
                && source.getAST().getStaticImports().isEmpty()
                && source.getAST().getStaticStarImports().isEmpty();
        return plain && node.getMethods().stream().map(MethodNode::getName).noneMatch(HOOKS::contains);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        super.visitMethodCallExpression(call);
        String name = call.getMethodAsString();
        if (!closed || name == null || !call.isImplicitThis() || call.getLineNumber() < 1) {
            return;
        }
        boolean own = !node.getMethods(name).isEmpty()
                || node.getProperty(name) != null
                || node.getField(name) != null
                || Members.of(GroovyObject.class).hasMethod(name)
                || Members.of(Object.class).hasMethod(name);
        if (!own) {
            Set<String> known = new TreeSet<>(vocabulary.names());
            node.getMethods().forEach(m -> known.add(m.getName()));
            boolean word = vocabulary.find(name).isPresent();
            report.problem(
                    call.getMethod(),
                    "class " + node.getName() + " has no " + name + "()",
                    word
                            ? "words belong to the script: give the class a block, such as { " + name + "() }"
                            : Texts.didYouMean(name, known));
        }
    }

    /** Skips blocks: a block may get the methods of another object, or run as part of the script. */
    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        List.of();
    }
}
