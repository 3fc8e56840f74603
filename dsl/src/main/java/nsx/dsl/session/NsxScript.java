package nsx.dsl.session;

import groovy.lang.Closure;
import groovy.lang.MissingMethodException;
import groovy.lang.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.script.Source;
import nsx.dsl.shape.Rendering;
import nsx.dsl.shape.Said;
import nsx.dsl.unit.Size;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.metaclass.MissingMethodExecutionFailed;

/**
 * The base class of every script: unknown methods are words, unknown properties are words, devices or named network
 * namespaces. The script's own definitions come first.
 */
public abstract class NsxScript extends Script {
    private static final Object STATEMENT = new Object();
    private Session session;
    private List<Object> literals = List.of();

    /** Sets the values of {@link #textLiteral}. */
    public final void textLiterals(List<Object> all) {
        literals = all;
    }

    /**
     * Called by compiled code that is shared by texts which differ only in literals: returns the literal of this
     * text.
     */
    public final Object textLiteral(int index) {
        return literals.get(index);
    }

    /** Called by compiled code for a literal that is not shared. */
    public final Object textLiteralItself(Object literal) {
        return literal;
    }

    void attach(Session to) {
        session = to;
        setBinding(to.binding());
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
        if (getBinding().hasVariable(name)) {
            return called(name, getBinding().getVariable(name), all);
        }
        if (session.vocabulary().find(name).isEmpty()
                && !getMetaClass().respondsTo(this, name).isEmpty()) {
            Object[] plain = plainSizes(all);
            if (!getMetaClass().respondsTo(this, name, plain).isEmpty()) {
                return getMetaClass().invokeMethod(this, name, plain);
            }
            // a method exists for other arguments
            throw new MissingMethodException(name, getClass(), all);
        }
        Optional<NsxScript> defined = session.definitions().flatMap(d -> d.find(name, all));
        if (defined.isPresent()) {
            return defined.get().getMetaClass().invokeMethod(defined.get(), name, all);
        }
        if (session.definitions().filter(d -> d.defines(name)).isPresent()) {
            throw new NsxException("no definition of " + name + "() takes these arguments").at(name);
        }
        return word(name, all);
    }

    /**
     * Converts sizes to plain numbers, for a method that declares {@code long}: Groovy only converts its own numbers.
     */
    private static Object[] plainSizes(Object... all) {
        return Arrays.stream(all)
                .map(a -> a instanceof Size size ? (Object) size.longValue() : a)
                .toArray();
    }

    /**
     * Calls a word. Groovy would take a MissingMethodException from a word's block for one of the word itself, unless
     * the exception shows that the call was found.
     */
    private Object word(String name, Object... all) {
        try {
            return session.call(name, all);
        } catch (MissingMethodExecutionFailed e) {
            throw e;
        } catch (MissingMethodException e) {
            throw new MissingMethodExecutionFailed(e.getMethod(), e.getType(), e.getArguments(), e.isStatic(), e);
        }
    }

    private static Object called(String name, Object variable, Object... all) {
        if (variable instanceof Closure<?> closure) {
            return closure.call(all);
        }
        if (variable == null
                || InvokerHelper.getMetaClass(variable)
                        .respondsTo(variable, "call")
                        .isEmpty()) {
            throw new NsxException("the variable '" + name + "' cannot be called")
                    .because("it is not a block")
                    .at(name);
        }
        return InvokerHelper.invokeMethod(variable, "call", all);
    }

    @Override
    public Object getProperty(String name) {
        if (getBinding().hasVariable(name)) {
            return getBinding().getVariable(name);
        }
        Blocks.word(name).filter(w -> !w.isValue()).ifPresent(BareWord::notCalled);
        return session.word(name);
    }

    /** In a block with its own words, a name that is close to one of them, or that the block refuses, is a mistake and not a new variable. */
    @Override
    public void setProperty(String name, Object value) {
        if (!getBinding().hasVariable(name) && isMistaken(name)) {
            throw BareWord.unknown(session, name);
        }
        super.setProperty(name, value);
    }

    private static boolean isMistaken(String name) {
        return Texts.didYouMean(name, Blocks.words()) != null
                || Blocks.refusal(name).isPresent();
    }

    /** Runs a text in the language: a line that another word proposed, such as {@code why('a').mend}. */
    @Override
    public Object evaluate(String text) {
        return session.include(new Source("evaluate", text), List.of());
    }

    @Override
    public void print(Object value) {
        session.answers().write(Said.text(value));
    }

    @Override
    public void println() {
        session.answers().write("\n");
    }

    /** Prints a value; tables, pictures and pages are fitted to the terminal, as at the prompt. */
    @Override
    public void println(Object value) {
        boolean phrase = value == null || value instanceof CharSequence || value instanceof Number;
        if (!phrase && Rendering.here().isBlock(value)) {
            session.answers().show(value);
        } else {
            session.answers().write(Said.text(value) + "\n");
        }
    }

    @Override
    public void printf(String format, Object value) {
        printf(format, new Object[] {value});
    }

    @Override
    public void printf(String format, Object[] values) {
        session.answers().write(String.format(format, saidAll(values)));
    }

    private static Object[] saidAll(Object... values) {
        return Arrays.stream(values).map(Said::in).toArray();
    }

    /** Called by compiled code for a value within a text: durations and tables become the text that nsx prints. */
    public static Object saidIn(Object value) {
        return Said.in(value);
    }

    /** Called by compiled code for a list within a text; handles each element as {@link #saidIn} does. */
    public static Object saidEach(Object value) {
        return Said.inEach(value);
    }

    /**
     * Called by compiled code for {@code sleep}, because Groovy's version keeps sleeping after an interrupt.
     *
     * @param time milliseconds or a duration: {@code sleep 2.seconds}
     */
    public static void sleepFor(Object time) throws InterruptedException {
        if (!(time instanceof Duration) && !(time instanceof Number)) {
            throw new NsxException("sleep takes a time").at(time).hint("such as: sleep 2.seconds");
        }
        Thread.sleep(time instanceof Duration length ? length.toMillis() : ((Number) time).longValue());
    }

    /** Called by compiled code in every loop, block and method; throws if the thread is interrupted. */
    public static void checkInterrupt() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("interrupted");
        }
    }

    /**
     * Called by compiled code of a plan for the receiver of a call: returns an object that does nothing if the call
     * would have an effect on the machine.
     */
    public static Object heldBack(Object receiver, Object method) {
        return receiver == null
                ? null
                : Deeds.of(receiver, method.toString())
                        .flatMap(deed -> SessionOutlet.foresight().holdsBack(deed))
                        .orElse(receiver);
    }

    /** Called by compiled code of a plan for the receivers of a spread call; handles each as {@link #heldBack} does. */
    public static Object heldBackEach(Object receivers, Object method) {
        if (!(receivers instanceof Iterable<?>) && !(receivers instanceof Object[])) {
            return heldBack(receivers, method);
        }
        List<Object> held = new ArrayList<>();
        InvokerHelper.asIterator(receivers).forEachRemaining(r -> held.add(heldBack(r, method)));
        return held;
    }

    /**
     * Called by compiled code of a plan for {@code new type(…)}: returns an object that does nothing if creating the
     * object would have an effect.
     */
    public static Object heldBackMaking(Class<?> type, Object... arguments) {
        return Deeds.making(type, arguments)
                .flatMap(deed -> SessionOutlet.foresight().holdsBack(deed))
                .orElseGet(() -> InvokerHelper.invokeConstructorOf(type, arguments));
    }

    /**
     * Called by compiled code for a bare word in name position: returns the variable of that name or else the name
     * itself.
     */
    public final Object nameOrVariable(String word) {
        return getBinding().hasVariable(word) ? getBinding().getVariable(word) : word;
    }

    /**
     * Called by compiled code for the last argument of a word before a dot, just before the call: the word then
     * creates nothing.
     */
    public final Object onlyLook(String word, Object argument) {
        return session.onlyLook(word, argument);
    }

    /** Called by compiled code of a script that undoes something, before each top-level statement. */
    public final void beginStatement(int line) {
        session.beginStatement(this, line);
    }

    /** Called by compiled code before a top-level expression is evaluated. */
    public final Object statement() {
        session.answers().begin();
        return STATEMENT;
    }

    /**
     * Called by compiled code before a top-level expression that is a call, or ends with a block that ends with a
     * call.
     *
     * @param begun the value passed on
     * @param name the name of the method
     */
    public final Object calling(Object begun, String name) {
        session.answers().beginCall(name);
        return begun;
    }

    /** Called by compiled code before a top-level expression that ends with a block whose last line is a property or a variable. */
    public final Object askingBlock() {
        session.answers().beginAskingBlock();
        return STATEMENT;
    }

    /**
     * Called by compiled code with the value of a top-level expression.
     *
     * @param always whether the expression can only be a question, such as a property or a variable
     */
    public final Object answer(Object begun, Object value, boolean always) {
        session.answers().end(value, always);
        return value;
    }

    /**
     * Called by compiled code when a statement of a plan failed: skips a statement that depends on something unknown.
     *
     * @return a placeholder for its value and for the variables that it would have set
     */
    public final Object passOver(Throwable failure, int line) throws Throwable {
        return session.foresight().passes(failure, line).orElseThrow(() -> failure);
    }
}
