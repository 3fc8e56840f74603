package nsx.dsl.compile;

import java.util.List;
import nsx.dsl.compile.known.Inference;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Checks calls of methods that the script defines: the number of arguments, and their types. */
final class CheckCalls extends ClassCodeVisitorSupport {
    private final SourceUnit source;
    private final ClassNode script;
    private final ScriptNames names;
    private final CheckWords.Report report;

    CheckCalls(SourceUnit source, ClassNode script, ScriptNames names, CheckWords.Report report) {
        this.source = source;
        this.script = script;
        this.names = names;
        this.report = report;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return source;
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        super.visitMethodCallExpression(call);
        String name = call.getMethodAsString();
        if (name == null || !call.isImplicitThis() || names.takesOthers()) {
            return;
        }
        // Groovy adds a run() to every script
        List<MethodNode> methods = name.equals("run") ? List.of() : script.getDeclaredMethods(name);
        List<Expression> given = CheckValues.arguments(call);
        boolean sure = methods.size() == 1
                && !methods.get(0).isSynthetic()
                && given.stream()
                        .noneMatch(a -> a instanceof SpreadExpression || a instanceof NamedArgumentListExpression);
        if (sure) {
            check(call, methods.get(0), given);
        }
    }

    /** Checks the number of a constructor's arguments. With names, Groovy sets properties; for a single parameter that can be null it passes null. */
    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        super.visitConstructorCallExpression(call);
        ClassNode type = call.getType().redirect();
        List<Expression> given = call.getArguments() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(call.getArguments());
        boolean open = call.isSpecialCall()
                || call.isUsingAnonymousInnerClass()
                || !type.getAnnotations().isEmpty()
                || type.isAbstract()
                || type.getOuterClass() != null
                || given.stream()
                        .anyMatch(a -> a instanceof SpreadExpression
                                || a instanceof MapExpression
                                || a instanceof NamedArgumentListExpression);
        if (!open && !Constructors.take(type, given.size())) {
            report.problem(
                    call,
                    given.isEmpty()
                            ? "new " + type.getNameWithoutPackage() + "() needs an argument"
                            : "no constructor of " + type.getNameWithoutPackage() + " takes " + given.size()
                                    + (given.size() == 1 ? " argument" : " arguments"),
                    Constructors.taken(type));
        }
    }

    private void check(MethodCallExpression call, MethodNode method, List<Expression> given) {
        Parameter[] parameters = method.getParameters();
        boolean open = parameters.length > 0
                && parameters[parameters.length - 1].getType().isArray();
        for (Parameter parameter : parameters) {
            open |= parameter.hasInitialExpression();
        }
        // Groovy passes null for a single parameter without an argument
        boolean counted = given.size() == parameters.length || parameters.length == 1 && given.isEmpty();
        if (!open && !counted) {
            report.problem(
                    call.getMethod(),
                    method.getName() + " takes " + parameters.length
                            + (parameters.length == 1 ? " argument" : " arguments") + ", not " + given.size(),
                    null);
        }
        for (int i = 0; !open && counted && i < given.size(); i++) {
            check(method, parameters[i], given.get(i));
        }
    }

    private void check(MethodNode method, Parameter parameter, Expression given) {
        Class<?> declared = parameter.isDynamicTyped()
                ? Object.class
                : Inference.of(parameter.getType()).type();
        Class<?> value = given instanceof GStringExpression
                ? String.class
                : given instanceof ConstantExpression c && c.getValue() != null
                        ? c.getValue().getClass()
                        : Object.class;
        boolean numbers = Number.class.isAssignableFrom(declared) && value == String.class;
        boolean texts = declared == String.class && Number.class.isAssignableFrom(value);
        boolean truths = declared == Boolean.class && (value == String.class || Number.class.isAssignableFrom(value));
        if (numbers || texts || truths) {
            report.problem(
                    given,
                    method.getName() + ": " + parameter.getName() + " is " + Titles.of(declared) + ", not "
                            + Titles.of(value),
                    null);
        }
    }
}
