package nsx.dsl.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Collects the names that a script may give to devices and namespaces: every text in it counts. */
final class Mentions extends ClassCodeVisitorSupport {
    private final Set<String> texts = new HashSet<>();
    private final Set<String> beginnings = new HashSet<>();
    private final Set<String> properties = new HashSet<>();
    private final Set<String> namespaces = new HashSet<>();

    private Mentions() {}

    static Mentions of(ClassNode script) {
        Mentions mentions = new Mentions();
        mentions.visitClass(script);
        return mentions;
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return null;
    }

    @Override
    public void visitConstantExpression(ConstantExpression e) {
        if (e.getValue() instanceof String text) {
            texts.addAll(List.of(text.split("[^\\w.-]+")));
        }
        super.visitConstantExpression(e);
    }

    @Override
    public void visitPropertyExpression(PropertyExpression e) {
        e.getObjectExpression().visit(this);
        if (e.getPropertyAsString() != null) {
            properties.add(e.getPropertyAsString());
        } else {
            e.getProperty().visit(this);
        }
    }

    @Override
    public void visitGStringExpression(GStringExpression e) {
        e.getStrings().forEach(s -> {
            String[] words = String.valueOf(s.getValue()).split("[^\\w.-]+");
            beginnings.addAll(List.of(words));
        });
        super.visitGStringExpression(e);
    }

    /** Collects the bare names in {@code bridge br0} and {@code veth a, b}. */
    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        boolean namespace = call.isImplicitThis() && "netns".equals(call.getMethodAsString());
        for (Expression argument : CheckValues.arguments(call)) {
            if (namespace) {
                namespaces.add(
                        argument instanceof MethodCallExpression name ? name.getMethodAsString() : argument.getText());
            }
            if (argument instanceof VariableExpression v
                    && v.getAccessedVariable() instanceof DynamicVariable
                    && !CheckNames.PRINTING.contains(String.valueOf(call.getMethodAsString()))) {
                texts.add(v.getName());
            } else if (argument instanceof MethodCallExpression name && name.isImplicitThis()) {
                texts.add(String.valueOf(name.getMethodAsString()));
            }
        }
        super.visitMethodCallExpression(call);
    }

    /** Whether it is a network namespace that the script makes or enters. */
    boolean isNamespace(String name) {
        return namespaces.contains(name);
    }

    /** Whether it looks like the name of a device. */
    static boolean isLikely(String name) {
        return name.matches("lo|.*\\d");
    }

    /** Whether the name stands anywhere. */
    boolean has(String name) {
        return properties.contains(name) || isSaid(name);
    }

    /** Whether the name stands anywhere but as a property. */
    boolean isSaid(String name) {
        return texts.contains(name) || beginnings.stream().anyMatch(b -> b.length() > 1 && name.startsWith(b));
    }
}
