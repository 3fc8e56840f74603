package nsx.dsl.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callThisX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import java.util.List;
import nsx.dsl.session.NsxScript;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/**
 * Calls of methods of {@link NsxScript} that the compiler adds to every script. They become plain calls of the JVM: for
 * a call that Groovy dispatches, it generates a class in each run.
 */
final class Direct {
    /** The base class of scripts. */
    static final ClassNode SCRIPT = ClassHelper.make(NsxScript.class);

    private Direct() {}

    /** A call of a static method. */
    static MethodCallExpression ofClass(String method, Expression... arguments) {
        MethodCallExpression call = new MethodCallExpression(classX(SCRIPT), method, args(arguments));
        call.setImplicitThis(false);
        call.setMethodTarget(target(method));
        return call;
    }

    /** A call of the script's own method, in code that runs for a script: not in a static method. */
    static MethodCallExpression ofScript(String method, Expression... arguments) {
        MethodCallExpression call = callThisX(method, args(arguments));
        call.setMethodTarget(target(method));
        return call;
    }

    /** Makes a call one of this method of the script. */
    static void aim(MethodCallExpression call, String method) {
        call.setMethod(constX(method));
        call.setMethodTarget(target(method));
    }

    private static MethodNode target(String method) {
        List<MethodNode> all = SCRIPT.getDeclaredMethods(method);
        if (all.size() != 1) {
            throw new IllegalStateException("not one method of scripts: " + method);
        }
        return all.get(0);
    }
}
