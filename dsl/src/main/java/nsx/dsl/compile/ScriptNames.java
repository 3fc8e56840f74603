package nsx.dsl.compile;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.session.NsxScript;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.DefaultGroovyStaticMethods;
import org.codehaus.groovy.syntax.Types;

/** The names that a script defines: methods, variables, parameters, imports. */
final class ScriptNames extends CodeVisitorSupport {
    private static final Set<String> COMMON = commonMethods();
    private final Set<String> names = new LinkedHashSet<>();
    private static final Set<String> GROOVYS = Stream.of(DefaultGroovyMethods.class, DefaultGroovyStaticMethods.class)
            .flatMap(c -> Arrays.stream(c.getMethods()))
            .map(Method::getName)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> DELEGATES = Set.of("delegate", "setDelegate", "rehydrate");
    private boolean includes;
    private boolean delegates;

    static ScriptNames of(ClassNode script) {
        ScriptNames names = new ScriptNames();
        names.names.add("args");
        for (MethodNode method : script.getMethods()) {
            names.names.add(method.getName());
            names.add(method.getParameters());
            if (method.getCode() != null) {
                method.getCode().visit(names);
            }
        }
        script.getFields().forEach(f -> names.names.add(f.getName()));
        if (script.getModule() != null) {
            script.getModule().getStaticImports().keySet().forEach(names.names::add);
            names.includes |= !script.getModule().getStaticStarImports().isEmpty();
        }
        return names;
    }

    boolean defines(String name) {
        return names.contains(name);
    }

    /** Whether Groovy adds a method of this name to Java's classes; blocks of those methods keep the methods of the script. */
    static boolean isGroovys(String method) {
        return GROOVYS.contains(method);
    }

    /** Whether the script runs blocks with the methods of other objects. */
    boolean setsDelegates() {
        return delegates;
    }

    /** The names of variables and parameters. */
    Set<String> variables() {
        return names;
    }

    /** Whether the script uses definitions from elsewhere: an included script or a class. */
    boolean takesOthers() {
        return includes;
    }

    Set<String> all() {
        return names;
    }

    /** Whether every script can call the method; true for any name if the script uses definitions from elsewhere. */
    boolean isMethodOfEveryScript(String name) {
        return includes || COMMON.contains(name);
    }

    private static Set<String> commonMethods() {
        Stream<Method> groovy = Stream.of(DefaultGroovyMethods.class, DefaultGroovyStaticMethods.class)
                .flatMap(c -> Arrays.stream(c.getMethods()))
                .filter(m -> m.getParameterCount() > 0 && m.getParameterTypes()[0].isAssignableFrom(NsxScript.class));
        return Stream.concat(groovy, Arrays.stream(NsxScript.class.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Adds a variable that the script gets from outside its text. */
    void add(String name) {
        names.add(name);
    }

    private void add(Parameter... parameters) {
        for (Parameter parameter : parameters == null ? Parameter.EMPTY_ARRAY : parameters) {
            if (parameter != null) {
                names.add(parameter.getName());
            }
        }
    }

    private void add(Expression target) {
        if (target instanceof VariableExpression variable) {
            names.add(variable.getName());
        } else if (target instanceof TupleExpression tuple) {
            tuple.getExpressions().forEach(this::add);
        }
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        add(declaration.getLeftExpression());
        super.visitDeclarationExpression(declaration);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
        // x += 1 defines no variable
        if (binary.getOperation().getType() == Types.EQUAL
                || binary.getOperation().getText().equals("?=")) {
            add(binary.getLeftExpression());
        }
        super.visitBinaryExpression(binary);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        add(closure.getParameters());
        super.visitClosureExpression(closure);
    }

    @Override
    public void visitConstantExpression(ConstantExpression constant) {
        delegates |= constant.getValue() instanceof String text && DELEGATES.contains(text);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        add(loop.getValueVariable(), loop.getIndexVariable());
        super.visitForLoop(loop);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        includes |= call.isImplicitThis() && "include".equals(call.getMethodAsString());
        super.visitMethodCallExpression(call);
    }
}
