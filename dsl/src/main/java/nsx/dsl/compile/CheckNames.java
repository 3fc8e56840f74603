package nsx.dsl.compile;

import java.util.Set;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.BlockWord;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;

/**
 * Checks names that the script does not define. Such a name can be a device or a namespace. An undefined name is
 * reported where neither makes sense, and where it is printed or compared and the script does not mention a device or
 * namespace of this name.
 */
final class CheckNames extends ClassCodeVisitorSupport {
    static final Set<String> PRINTING = Set.of("println", "print", "printf", "sleep", "assert");

    private final SourceUnit source;
    private final ClassNode script;
    private final ScriptNames names;
    private final Vocabulary vocabulary;
    private final CheckWords.Report report;
    private final CheckOpen open;
    private Mentions mentions;

    CheckNames(
            SourceUnit source, ClassNode script, ScriptNames names, Vocabulary vocabulary, CheckWords.Report report) {
        this.source = source;
        this.script = script;
        this.names = names;
        this.vocabulary = vocabulary;
        this.report = report;
        this.open = new CheckOpen(script, names, vocabulary, report);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    private void value(Expression e, boolean never) {
        if (e instanceof PropertyExpression property) {
            ofContext(property);
            return;
        }
        if (!(e instanceof VariableExpression v)
                || !(v.getAccessedVariable() instanceof DynamicVariable)
                || v.getLineNumber() < 1
                || names.takesOthers()
                || names.setsDelegates()
                || names.defines(v.getName())
                || vocabulary.find(v.getName()).isPresent()
                || vocabulary.isPrefix(v.getName())
                || isOfBlocks(v.getName())) {
            return;
        }
        String near = Texts.didYouMean(v.getName(), names.variables());
        if (never || near != null && !mentions().has(v.getName()) || !isName(v.getName())) {
            report.problem(
                    v,
                    "nothing here is called '" + v.getName() + "'",
                    near == null ? Texts.didYouMean(v.getName(), vocabulary.names()) : near);
        }
    }

    /** {@code println host.foo}. */
    private void ofContext(PropertyExpression property) {
        if (property.getObjectExpression() instanceof VariableExpression v
                && v.getAccessedVariable() instanceof DynamicVariable
                && !names.defines(v.getName())
                && property.getPropertyAsString() != null) {
            vocabulary
                    .find(v.getName())
                    .ifPresent(word -> open.property(
                            word.bareResult(), property.getPropertyAsString(), property.getProperty(), true));
        }
    }

    private Mentions mentions() {
        if (mentions == null) {
            mentions = Mentions.of(script);
        }
        return mentions;
    }

    /** Whether the name may be a device or namespace that exists at run time. */
    private boolean isName(String name) {
        return mentions().has(name) || Mentions.isLikely(name);
    }

    private boolean isOfBlocks(String name) {
        return vocabulary.verbs().stream().flatMap(v -> v.blockWords().stream()).anyMatch(w -> isIn(w, name));
    }

    private static boolean isIn(BlockWord word, String name) {
        return word.name().equals(name) || word.block().stream().anyMatch(w -> isIn(w, name));
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
        super.visitBinaryExpression(binary);
        int operation = binary.getOperation().getType();
        if (operation == Types.LEFT_SQUARE_BRACKET) {
            return;
        }
        boolean sets = Types.ofType(operation, Types.ASSIGNMENT_OPERATOR);
        if (operation != Types.EQUAL) {
            value(binary.getLeftExpression(), sets);
        }
        if (!sets) {
            value(binary.getRightExpression(), false);
        }
    }

    @Override
    public void visitPostfixExpression(PostfixExpression e) {
        super.visitPostfixExpression(e);
        value(e.getExpression(), true);
    }

    @Override
    public void visitPrefixExpression(PrefixExpression e) {
        super.visitPrefixExpression(e);
        value(e.getExpression(), true);
    }

    @Override
    public void visitGStringExpression(GStringExpression text) {
        super.visitGStringExpression(text);
        text.getValues().forEach(v -> value(v, false));
    }

    @Override
    public void visitBooleanExpression(BooleanExpression e) {
        super.visitBooleanExpression(e);
        value(e.getExpression(), false);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        super.visitMethodCallExpression(call);
        boolean own = call.isImplicitThis()
                && (PRINTING.contains(String.valueOf(call.getMethodAsString()))
                        || call.getMethodAsString() != null
                                && !script.getDeclaredMethods(call.getMethodAsString())
                                        .isEmpty());
        if (own) {
            CheckValues.arguments(call).forEach(a -> value(a, false));
        }
    }
}
