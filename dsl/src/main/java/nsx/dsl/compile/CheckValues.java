package nsx.dsl.compile;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.compile.known.Inference;
import nsx.dsl.compile.known.Known;
import nsx.dsl.compile.known.Members;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.shape.Table;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
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
 * Looks at what is done with values whose class is known: is there such a property or method, does the value fit the declared type.
 * Where the class is not sure it says nothing, so that no script that runs is told of.
 */
final class CheckValues extends ClassCodeVisitorSupport {
    /** Methods of lists that hand each element to their block. */
    private static final Set<String> EACH = Set.of(
            "each",
            "find",
            "findAll",
            "collect",
            "any",
            "every",
            "count",
            "sum",
            "min",
            "max",
            "groupBy",
            "countBy",
            "sort",
            "toSorted",
            "unique",
            "toUnique",
            "findIndexOf",
            "collectMany",
            "collectEntries",
            "takeWhile",
            "dropWhile",
            "split",
            "eachWithIndex",
            "findResult",
            "findResults",
            "reverseEach");

    /** Methods of tables that are told names of columns. */
    private static final Set<String> NAMING = Set.of("select", "sort", "unique");

    private final SourceUnit source;
    private final ScriptNames names;
    private final Vocabulary vocabulary;
    private final Map<Object, Integer> assignments;
    private final CheckWords.Report report;
    private final Inference inference;

    CheckValues(
            SourceUnit source,
            ScriptNames names,
            Vocabulary vocabulary,
            Map<Object, Integer> assignments,
            CheckWords.Report report) {
        this.source = source;
        this.names = names;
        this.vocabulary = vocabulary;
        this.assignments = assignments;
        this.report = report;
        this.inference = new Inference(vocabulary, names::defines);
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
        if (!plain) {
            return;
        }
        Known of = known(object);
        if (of.word() != null && isDotted(of.word() + "." + name)) {
            return;
        }
        if (property.isSpreadSafe()) {
            judge(of.one(), name, property.getProperty());
        } else if (of.isList() && !Members.of(of.type()).hasProperty(name)) {
            ofList(of, name, property.getProperty());
        } else {
            judge(of, name, property.getProperty());
        }
    }

    /** Of a list each element is asked; one of a class of its own has facts besides. */
    private void ofList(Known of, String name, Expression place) {
        Known one = of.one();
        boolean own = of.type().getName().startsWith("nsx.") && of.type() != Table.class;
        if (!one.isJudged()
                || Members.of(one.type()).hasProperty(name)
                || Members.of(one.type()).isOpen()
                || Members.of(one.type()).takesWords()) {
            return;
        }
        if (!own) {
            judge(one, name, place);
            return;
        }
        Set<String> all = new TreeSet<>(Members.of(of.type()).properties());
        all.addAll(Members.of(one.type()).properties());
        report.problem(place, Titles.of(of.type()) + " has no property '" + name + "'", Texts.didYouMean(name, all));
    }

    private boolean isDotted(String word) {
        return vocabulary.find(word).isPresent() || vocabulary.isPrefix(word);
    }

    private void judge(Known of, String name, Expression place) {
        if (of.word() != null && of.type() == Object.class) {
            noDotted(of.word(), name, place);
            return;
        }
        if (!of.isJudged()) {
            return;
        }
        Members members = Members.of(of.type());
        if (members.hasProperty(name) || members.isOpen() || members.takesWords()) {
            return;
        }
        String hint = members.hasMethod(name)
                ? "it is a method, so call it: " + name + "()"
                : Texts.didYouMean(name, members.properties());
        report.problem(place, Titles.of(of.type()) + " has no property '" + name + "'", hint);
    }

    private void noDotted(String word, String name, Expression place) {
        List<String> beside = vocabulary.names().stream()
                .filter(n -> n.startsWith(word + "."))
                .toList();
        if (!beside.isEmpty()) {
            String near = Texts.didYouMean(word + "." + name, beside);
            report.problem(
                    place,
                    "there is no word '" + word + "." + name + "'",
                    near == null ? "there are " + String.join(", ", beside) : near);
        }
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        Known of = call.isImplicitThis() ? Known.NOTHING : known(call.getObjectExpression());
        String name = call.getMethodAsString();
        if (name != null && !call.isImplicitThis() && call.getMethod().getLineNumber() > 0) {
            methodOf(call, of, name);
            elements(call, of, name);
            columns(call, of, name);
        }
        super.visitMethodCallExpression(call);
    }

    private void methodOf(MethodCallExpression call, Known of, String name) {
        if (call.getObjectExpression() instanceof ClassExpression) {
            return;
        }
        if (of.word() != null && isDotted(of.word() + "." + name)) {
            return;
        }
        if (of.bare()) {
            ofBare(call, name);
            return;
        }
        Known on = call.isSpreadSafe() ? of.one() : of;
        if (on.word() != null && on.type() == Object.class) {
            if (vocabulary.find(on.word()).isPresent() && !name.equals("call")) {
                noDotted(on.word(), name, call.getMethod());
            }
            return;
        }
        if (!on.isJudged() || on.type() == List.class) {
            return;
        }
        Members members = Members.of(on.type());
        boolean there = members.hasMethod(name)
                || members.takesWords() && (isWord(name) || isBlockAlone(call))
                || members.hasProperty(name) && on.type() != String.class
                || members.isOpen() && members.hasProperty(name);
        if (!there) {
            Set<String> all = new TreeSet<>(members.methods());
            if (members.takesWords()) {
                all.addAll(vocabulary.names());
            }
            report.problem(
                    call.getMethod(), Titles.of(on.type()) + " has no " + name + "()", Texts.didYouMean(name, all));
        }
    }

    /** A name that only the machine knows is that of a device or of a network namespace. */
    private void ofBare(MethodCallExpression call, String name) {
        Members link = Members.of(vocabulary.find("link").orElseThrow().result());
        Members namespace = Members.of(vocabulary.find("netns").orElseThrow().result());
        if (link.hasMethod(name) || namespace.hasMethod(name) || isWord(name) || isBlockAlone(call)) {
            return;
        }
        String object = call.getObjectExpression().getText();
        String variable = Texts.didYouMean(object, names.variables());
        Set<String> all = new TreeSet<>(link.methods());
        all.addAll(vocabulary.names());
        if (variable != null) {
            report.problem(call.getObjectExpression(), "nothing here is called '" + object + "'", variable);
        } else {
            report.problem(
                    call.getMethod(),
                    "neither a device nor a namespace has " + name + "()",
                    Texts.didYouMean(name, all));
        }
    }

    private boolean isWord(String name) {
        return vocabulary.find(name).isPresent() || vocabulary.isPrefix(name) || names.defines(name);
    }

    static boolean isBlockAlone(MethodCallExpression call) {
        List<Expression> all = arguments(call);
        return all.size() == 1 && all.get(0) instanceof ClosureExpression;
    }

    static List<Expression> arguments(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(call.getArguments());
    }

    /** The columns that a method of tables is told. */
    private void columns(MethodCallExpression call, Known of, String name) {
        Known one = of.one();
        boolean sure = of.type() == Table.class && one.isJudged();
        if (!sure || Members.of(one.type()).isOpen() || Members.of(one.type()).takesWords()) {
            return;
        }
        for (Expression argument : arguments(call)) {
            if (NAMING.contains(name)) {
                column(one, argument);
            } else if (name.equals("where") && argument instanceof MapExpression cells) {
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

    @Override
    public void visitForLoop(ForStatement loop) {
        Known all = known(loop.getCollectionExpression());
        Parameter one = loop.getValueVariable();
        if (one != null && all.isList() && one.isDynamicTyped() && assignments.getOrDefault(one, 0) == 0) {
            inference.set(one, all.one());
        }
        super.visitForLoop(loop);
    }

    /** What the block of a method gets. */
    private void elements(MethodCallExpression call, Known of, String name) {
        Known given = of.isList() && EACH.contains(name)
                ? of.one()
                : name.equals("with") || name.equals("tap") ? of : Known.NOTHING;
        if (given.equals(Known.NOTHING)) {
            return;
        }
        for (Expression argument : arguments(call)) {
            if (argument instanceof ClosureExpression block) {
                boolean counts = name.equals("eachWithIndex");
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
        learn(
                variable,
                declared.equals(Known.NOTHING) || declared.type().isAssignableFrom(value.type()) ? value : declared);
    }

    private void learn(VariableExpression variable, Known value) {
        Object key = Inference.key(variable);
        if (assignments.getOrDefault(key, 0) == 1) {
            inference.set(key, value);
        }
    }

    /** A declaration of the script is an assignment of a cast value by now. */
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

    /** {@code link('x').mtu = 'big'}: what the block of a device says of its words holds for the properties of the same name. */
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

    /** Whether a known value is a block: for those that look for what a call is given. */
    boolean isBlock(Expression e) {
        return known(e).type() == Closure.class;
    }
}
