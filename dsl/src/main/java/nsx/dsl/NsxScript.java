package nsx.dsl;

import groovy.lang.Closure;
import groovy.lang.Script;
import java.util.List;
import nsx.dsl.compile.Source;
import org.codehaus.groovy.runtime.FormatHelper;

/**
 * What every script is a subclass of: unknown methods are words, unknown properties are words, devices or named network
 * namespaces. What the script itself defines comes first.
 */
public abstract class NsxScript extends Script {
    private static final Object STATEMENT = new Object();
    private Session session;

    void attach(Session to) {
        session = to;
        setBinding(to.binding());
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
        if (getBinding().hasVariable(name)) {
            Object variable = getBinding().getVariable(name);
            return variable instanceof Closure<?> closure
                    ? closure.call(all)
                    : org.codehaus.groovy.runtime.InvokerHelper.invokeMethod(variable, "call", all);
        }
        return session.call(name, all);
    }

    @Override
    public Object getProperty(String name) {
        return getBinding().hasVariable(name) ? getBinding().getVariable(name) : session.word(name);
    }

    /** Runs a text in the language: a line that another word proposed, such as {@code why('a').mend}. */
    @Override
    public Object evaluate(String text) {
        return session.include(new Source("evaluate", text), List.of());
    }

    @Override
    public void print(Object value) {
        session.answers().write(FormatHelper.toString(value));
    }

    @Override
    public void println() {
        session.answers().write("\n");
    }

    @Override
    public void println(Object value) {
        session.answers().write(FormatHelper.toString(value) + "\n");
    }

    @Override
    public void printf(String format, Object value) {
        printf(format, new Object[] {value});
    }

    @Override
    public void printf(String format, Object[] values) {
        session.answers().write(String.format(format, values));
    }

    /** Called by compiled code: a bare word in name position is a variable of that name or else the name itself. */
    public final Object nameOrVariable(String word) {
        return getBinding().hasVariable(word) ? getBinding().getVariable(word) : word;
    }

    /** Called by compiled code before a top-level expression is evaluated. */
    public final Object statement() {
        session.answers().begin();
        return STATEMENT;
    }

    /**
     * Called by compiled code with the value of a top-level expression.
     *
     * @param always whether the expression can only be a question: a property, a variable
     */
    public final Object answer(Object begun, Object value, boolean always) {
        session.answers().end(value, always);
        return value;
    }
}
