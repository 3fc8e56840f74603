package nsx.dsl.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.compile.known.Inference;
import nsx.dsl.compile.known.Members;
import nsx.dsl.error.Texts;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadMapExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;

/**
 * Variables with a map that nothing but its literal fills: {@code def m = [a: 1]}. A key can hold a block and be called as a method, so
 * only the methods of such a map are known. One that is assigned to, given away or changed by a method is not among them.
 */
final class FixedMaps extends ClassCodeVisitorSupport {
    static final FixedMaps NONE = new FixedMaps(Map.of());

    /** Methods that give the map to a block that could fill it. */
    private static final Set<String> GIVING = Set.of("with", "tap", "use", "withDefault", "asType");

    private static final Set<String> CHANGING =
            Set.of("put", "putAll", "putAt", "putIfAbsent", "leftShift", "merge", "plus");

    private final Map<Object, Integer> assignments;
    private final Map<Object, Set<String>> keys = new HashMap<>();
    private final Map<Object, Integer> known = new HashMap<>();
    private final Map<Object, Integer> all = new HashMap<>();
    private final Set<Object> changed = new HashSet<>();

    private FixedMaps(Map<Object, Integer> assignments) {
        this.assignments = assignments;
    }

    /** Those of a script. */
    static FixedMaps of(ClassNode script, Map<Object, Integer> assignments) {
        FixedMaps maps = new FixedMaps(assignments);
        maps.visitClass(script);
        maps.keys
                .keySet()
                .removeIf(m -> maps.changed.contains(m) || !maps.all.get(m).equals(maps.known.get(m)));
        return maps;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return null;
    }

    /** Reports a method that such a map does not have. */
    void check(MethodCallExpression call, String name, CheckWords.Report report) {
        Set<String> own =
                call.getObjectExpression() instanceof VariableExpression v ? keys.get(Inference.key(v)) : null;
        Members members = Members.of(LinkedHashMap.class);
        if (own != null && !call.isSpreadSafe() && !own.contains(name) && !members.hasMethod(name)) {
            Set<String> near = new TreeSet<>(members.methods());
            near.addAll(own);
            report.problem(call.getMethod(), "a map has no " + name + "()", Texts.didYouMean(name, near));
        }
    }

    @Override
    public void visitVariableExpression(VariableExpression variable) {
        all.merge(Inference.key(variable), 1, Integer::sum);
        super.visitVariableExpression(variable);
    }

    private void known(Expression object) {
        if (object instanceof VariableExpression variable) {
            known.merge(Inference.key(variable), 1, Integer::sum);
        }
    }

    @Override
    public void visitPropertyExpression(PropertyExpression property) {
        known(property.getObjectExpression());
        super.visitPropertyExpression(property);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        String name = String.valueOf(call.getMethodAsString());
        if (!GIVING.contains(name) && !CHANGING.contains(name)) {
            known(call.getObjectExpression());
        }
        super.visitMethodCallExpression(call);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
        int operation = binary.getOperation().getType();
        Expression left = binary.getLeftExpression();
        if (operation == Types.LEFT_SQUARE_BRACKET) {
            known(left);
        } else if (Types.ofType(operation, Types.ASSIGNMENT_OPERATOR)) {
            assign(left, binary.getRightExpression());
        }
        super.visitBinaryExpression(binary);
    }

    private void assign(Expression target, Expression value) {
        Expression object = target instanceof PropertyExpression property
                ? property.getObjectExpression()
                : target instanceof BinaryExpression index ? index.getLeftExpression() : null;
        if (object instanceof VariableExpression filled) {
            changed.add(Inference.key(filled));
        } else if (target instanceof VariableExpression variable
                && variable.isDynamicTyped()
                && assignments.getOrDefault(Inference.key(variable), 0) == 1
                && value instanceof MapExpression map
                && map.getMapEntryExpressions().stream().allMatch(FixedMaps::isPlain)) {
            Set<String> own = new HashSet<>();
            map.getMapEntryExpressions()
                    .forEach(e -> own.add(e.getKeyExpression().getText()));
            keys.put(Inference.key(variable), own);
            known(variable);
        }
    }

    private static boolean isPlain(MapEntryExpression entry) {
        return entry.getKeyExpression() instanceof ConstantExpression
                && !(entry.getKeyExpression() instanceof SpreadMapExpression);
    }
}
