package nsx.dsl.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.dsl.compile.known.Inference;
import nsx.dsl.compile.known.Known;
import nsx.dsl.compile.known.ListMethods;
import nsx.dsl.session.Vocabulary;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;

/**
 * Checks what a script does with values whose class is known: that the property or method exists, and that a value
 * fits the declared type. If a class is uncertain, nothing is reported, so a working script is never reported.
 */
final class CheckValues extends ClassCodeVisitorSupport {
    private final SourceUnit source;
    private final Vocabulary vocabulary;
    private final Map<Object, Integer> assignments;
    private final CheckWords.Report report;
    private final Inference inference;
    private final CheckMembers members;
    private final CheckColumns columns;
    private final FixedMaps maps;

    CheckValues(
            SourceUnit source,
            ClassNode script,
            ScriptNames names,
            Vocabulary vocabulary,
            Map<Object, Integer> assignments,
            CheckWords.Report report) {
        this.source = source;
        this.vocabulary = vocabulary;
        this.assignments = assignments;
        this.report = report;
        this.inference = new Inference(vocabulary, names::defines);
        this.members = new CheckMembers(
                names, vocabulary, report, inference, new CheckOpen(script, names, vocabulary, report));
        this.columns = new CheckColumns(report);
        this.maps = names.takesOthers() ? FixedMaps.NONE : FixedMaps.of(script, assignments);
        if (assignments.getOrDefault("args", 0) == 0) {
            inference.set("args", Known.list(ArrayList.class, String.class));
        }
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    Known known(Expression e) {
        return inference.of(e);
    }

    @Override
    public void visitPropertyExpression(PropertyExpression property) {
        super.visitPropertyExpression(property);
        String name = property.getPropertyAsString();
        Expression object = property.getObjectExpression();
        boolean plain = name != null
                && property.getProperty().getLineNumber() > 0
                && !(object instanceof ClassExpression)
                && !(object instanceof VariableExpression v && v.isThisExpression());
        if (plain) {
            members.property(property, name);
        }
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        Known of = call.isImplicitThis() ? Known.NOTHING : known(call.getObjectExpression());
        String name = call.getMethodAsString();
        if (name != null && !call.isImplicitThis() && call.getMethod().getLineNumber() > 0) {
            members.method(call, of, name);
            elements(call, of, name);
            columns.check(of, name, arguments(call));
            maps.check(call, name, report);
        }
        super.visitMethodCallExpression(call);
    }

    /** {@code lo mtu: 1400}, {@code lo { up() }}: what the name of a device takes; that of a namespace takes a block. */
    static boolean isOptionsOrBlock(MethodCallExpression call) {
        List<Expression> all = arguments(call);
        return !all.isEmpty()
                && all.stream().allMatch(a -> a instanceof MapExpression || a instanceof ClosureExpression);
    }

    static boolean hasBlock(MethodCallExpression call) {
        return arguments(call).stream().anyMatch(ClosureExpression.class::isInstance);
    }

    static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(call.getArguments());
    }

    /** Learns the class of a loop's variable from the elements. */
    @Override
    public void visitForLoop(ForStatement loop) {
        Known all = known(loop.getCollectionExpression());
        Parameter one = loop.getValueVariable();
        if (one != null && all.isList() && one.isDynamicTyped() && assignments.getOrDefault(one, 0) == 0) {
            inference.set(one, all.one());
        }
        super.visitForLoop(loop);
    }

    /** Learns the classes of the parameters of a block from the method that takes it. */
    private void elements(MethodCallExpression call, Known of, String name) {
        boolean counts = name.equals("eachWithIndex");
        Known given = of.isList() && (counts || ListMethods.ITERATING.contains(name))
                ? of.one()
                : name.equals("with") || name.equals("tap") ? of : Known.NOTHING;
        if (given.equals(Known.NOTHING)) {
            return;
        }
        for (Expression argument : arguments(call)) {
            if (argument instanceof ClosureExpression block) {
                Parameter[] own = block.getParameters();
                if (own != null && own.length == 0 && block.getVariableScope() != null) {
                    Variable it = block.getVariableScope().getDeclaredVariable("it");
                    if (it != null) {
                        inference.set(it, given);
                    }
                } else if (own != null
                        && own.length > 0
                        && own[0].isDynamicTyped()
                        && (own.length == 1 || counts || name.matches("sort|toSorted|min|max|unique"))) {
                    inference.set(own[0], given);
                }
            }
        }
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        super.visitDeclarationExpression(declaration);
        if (declaration.isMultipleAssignmentDeclaration()) {
            return;
        }
        VariableExpression variable = declaration.getVariableExpression();
        Known declared = variable.isDynamicTyped() ? Known.NOTHING : Inference.of(variable.getOriginType());
        fits(declared, declaration.getRightExpression());
        Known value = known(declaration.getRightExpression());
        // of an array or a class of the script nothing is known
        boolean narrower = !declared.equals(Known.NOTHING) && declared.type().isAssignableFrom(value.type());
        learn(variable, variable.isDynamicTyped() || narrower ? value : declared);
    }

    private void learn(VariableExpression variable, Known value) {
        Object key = Inference.key(variable);
        if (assignments.getOrDefault(key, 0) == 1) {
            inference.set(key, value);
        }
    }

    /** Checks an assignment to a typed variable, which at this stage is an assignment of a cast value. */
    @Override
    public void visitCastExpression(CastExpression cast) {
        super.visitCastExpression(cast);
        if (!cast.isCoerce()) {
            fits(Inference.of(cast.getType()), cast.getExpression());
        }
    }

    private void fits(Known declared, Expression value) {
        String wrong = Titles.mismatch(declared.type(), known(value).type(), value);
        if (wrong != null) {
            report.problem(value, wrong, null);
        }
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
        super.visitBinaryExpression(binary);
        int operation = binary.getOperation().getType();
        if (operation != Types.EQUAL || binary instanceof DeclarationExpression) {
            return;
        }
        if (binary.getLeftExpression() instanceof VariableExpression variable) {
            Variable accessed = variable.getAccessedVariable();
            if (accessed instanceof VariableExpression declared && !declared.isDynamicTyped()) {
                fits(Inference.of(declared.getOriginType()), binary.getRightExpression());
            }
            learn(variable, known(binary.getRightExpression()));
        } else if (binary.getLeftExpression() instanceof PropertyExpression property) {
            set(property, binary.getRightExpression());
        }
    }

    /**
     * Checks the assignment of a device's property by the block word of the same name: {@code link('x').mtu = 'big'}.
     */
    private void set(PropertyExpression property, Expression value) {
        Known of = known(property.getObjectExpression());
        String name = property.getPropertyAsString();
        if (name == null || of.type() != vocabulary.find("link").orElseThrow().result()) {
            return;
        }
        List<CheckWords.Problem> first = new ArrayList<>();
        boolean fits = vocabulary.verbs().stream()
                .filter(v -> v.result() == of.type())
                .flatMap(v -> v.blockWords().stream())
                .filter(w -> w.name().equals(name))
                .anyMatch(w -> {
                    int before = first.size();
                    Use.assigned(w.signature(), value, (p, m, h) -> first.add(new CheckWords.Problem(p, m, h)));
                    return first.size() == before;
                });
        if (!fits && !first.isEmpty()) {
            CheckWords.Problem problem = first.get(0);
            report.problem(problem.place(), problem.message().replaceFirst("^[\\w.]+: ", "link: "), problem.hint());
        }
    }
}
