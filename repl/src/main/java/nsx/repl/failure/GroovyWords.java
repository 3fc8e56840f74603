package nsx.repl.failure;

import groovy.lang.GroovyRuntimeException;
import groovy.lang.MetaMethod;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.error.Texts;
import nsx.dsl.session.NsxScript;
import nsx.dsl.shape.Table;
import nsx.repl.render.Properties;
import nsx.repl.render.TypeNames;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.typehandling.GroovyCastException;

/** Explains the exceptions of Groovy without its class names. */
final class GroovyWords {
    private static final int FEW = 4;
    private static final Pattern NULL_METHOD = Pattern.compile("Cannot invoke method (.+)\\(\\) on null object");
    private static final Pattern NULL_PROPERTY = Pattern.compile("Cannot (get|set) property '(.+)' on null object");
    private static final Pattern PROPERTY = Pattern.compile("property:? '?(\\w+)");
    private static final Pattern NULL_OPERATOR = Pattern.compile("(?s)Cannot execute null(\\W+)(.*)");
    private static final Pattern COMPARED =
            Pattern.compile("(?s)Cannot compare ([\\w.$]+) with value '.*' and ([\\w.$]+) with value '.*'");
    private static final Pattern CAST =
            Pattern.compile("(?s)Cannot cast object '(.*)' with class '(.*)' to class '(.*?)'.*");
    private static final Pattern NULL_CAST = Pattern.compile("(?s)Cannot cast '?null'? to class '(.*?)'.*");
    private static final Pattern AMBIGUOUS =
            Pattern.compile("(?s).*method ([\\w.$]+)#(\\w+)\\.\\s.*invoke for \\[(.*?)] due.*");
    /**
     * A call without arguments passes null to a method with one parameter; with overloads Groovy finds several
     * matches.
     */
    private static final Pattern NO_ARGUMENT =
            Pattern.compile("(?s).*Could not find which method (\\w+)\\(\\) to invoke.*? ([\\w.$]+)#.*");

    /** The operators by the methods that they call. */
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("plus", "+"),
            Map.entry("minus", "-"),
            Map.entry("multiply", "*"),
            Map.entry("div", "/"),
            Map.entry("mod", "%"),
            Map.entry("remainder", "%"),
            Map.entry("power", "**"),
            Map.entry("getAt", "[ ]"),
            Map.entry("putAt", "[ ] ="),
            Map.entry("leftShift", "<<"),
            Map.entry("rightShift", ">>"),
            Map.entry("negative", "-"),
            Map.entry("next", "++"),
            Map.entry("previous", "--"),
            Map.entry("compareTo", "<=>"));

    private GroovyWords() {}

    static Explanation explain(Throwable e) {
        if (e instanceof MissingMethodException missing && missing.getType() != null) {
            return missingMethod(missing);
        }
        if (e instanceof MissingPropertyException missing) {
            return missingProperty(missing);
        }
        Matcher ambiguous = AMBIGUOUS.matcher(text(e));
        if (e instanceof GroovyRuntimeException && ambiguous.matches()) {
            return doesNotTake(ambiguous.group(2), TypeNames.of(ambiguous.group(1)), ambiguous.group(3), null);
        }
        Matcher none = NO_ARGUMENT.matcher(text(e));
        if (e instanceof GroovyRuntimeException && none.matches()) {
            String method = none.group(1);
            return Explanation.failed(
                    method + " of " + TypeNames.of(none.group(2)) + " needs an argument", null, method);
        }
        if (e instanceof GroovyCastException) {
            return cast(text(e));
        }
        Matcher compared = COMPARED.matcher(text(e));
        if (compared.matches()) {
            return compared(compared.group(1), compared.group(2));
        }
        return e instanceof NullPointerException ? nothing(text(e)) : JavaWords.explain(e);
    }

    /** Explains {@code links() > 'file'}, by which a shell user tries to save a table. */
    private static Explanation compared(String left, String right) {
        boolean saves = left.equals(Table.class.getName()) && right.equals(String.class.getName());
        return Explanation.failed(
                TypeNames.of(left) + " cannot be compared with " + TypeNames.of(right),
                saves ? "to write a table to a file: .save 'FILE'" : null,
                null);
    }

    private static Explanation missingMethod(MissingMethodException missing) {
        String method = missing.getMethod();
        Class<?> type = missing.getType();
        List<Method> same =
                methods(type).filter(m -> m.getName().equals(method)).toList();
        boolean added = InvokerHelper.getMetaClass(type).getMetaMethods().stream()
                .anyMatch(m -> m.getName().equals(method));
        if (same.isEmpty() && !added && !OPERATORS.containsKey(method)) {
            return Explanation.failed(TypeNames.of(type) + " has no " + method + "()", instead(method, type), method);
        }
        String given = Arrays.stream(missing.getArguments() == null ? new Object[0] : missing.getArguments())
                .map(a -> a == null ? "null" : TypeNames.of(a.getClass()))
                .collect(Collectors.joining(" and "));
        return doesNotTake(method, TypeNames.of(type), given, NsxScript.class.isAssignableFrom(type), same);
    }

    private static Explanation doesNotTake(
            String method, String type, String given, boolean isOfScript, List<Method> same) {
        String forms = same.stream()
                .map(m -> TypeNames.list(m.getParameterTypes()))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .limit(FEW)
                .collect(Collectors.joining(" or "));
        String hint = forms.isEmpty() || same.size() > FEW ? null : "it takes " + forms;
        if (type.equals("a duration") && given.equals("a number")) {
            hint = "a number needs its unit: 1.second";
        }
        return isOfScript
                ? Explanation.failed(method + " does not take " + (given.isEmpty() ? "nothing" : given), hint, method)
                : doesNotTake(method, type, given, hint);
    }

    private static Explanation doesNotTake(String method, String type, String given, String hint) {
        String operator = OPERATORS.get(method);
        if (method.equals("getAt") || method.equals("putAt")) {
            return Explanation.failed(type + " cannot be indexed with " + given, hint, null);
        }
        String message = (operator == null ? method : operator) + " of " + type + " does not take "
                + (given.isEmpty() ? "nothing" : given);
        return Explanation.failed(message, hint, operator == null ? method : operator);
    }

    /** A similar name; for a table a hint to its rows. */
    private static String instead(String method, Class<?> type) {
        Set<String> names = new TreeSet<>();
        methods(type).forEach(m -> names.add(m.getName()));
        String accessor = Character.toUpperCase(method.charAt(0)) + method.substring(1);
        if (names.contains("set" + accessor) || names.contains("get" + accessor)) {
            String value = names.contains("set" + accessor) ? " = …" : "";
            return "it is a property: write ." + method + value;
        }
        if (!type.getName().startsWith("nsx.")) {
            InvokerHelper.getMetaClass(type).getMetaMethods().forEach(m -> names.add(m.getName()));
        }
        String near = Texts.didYouMean(method, names);
        return near == null && type == Table.class ? "to call it on each row, write *." + method + "()" : near;
    }

    /** The methods that a script can call on an object of the type. */
    private static Stream<Method> methods(Class<?> type) {
        boolean ours = type.getName().startsWith("nsx.");
        return Stream.of(
                        type.getMethods(),
                        NsxScript.class.isAssignableFrom(type) ? type.getDeclaredMethods() : new Method[0])
                .flatMap(Arrays::stream)
                .filter(m -> !m.getName().contains("$") && !(ours && Modifier.isStatic(m.getModifiers())));
    }

    private static Explanation missingProperty(MissingPropertyException missing) {
        String property = missing.getProperty();
        if (missing.getType() == null) {
            Matcher named = PROPERTY.matcher(text(missing));
            String name = named.find() ? named.group(1) : property;
            return Explanation.failed("there is no property '" + name + "' here", null, name);
        }
        Collection<String> names = new TreeSet<>(Properties.getters(missing.getType()));
        for (MetaMethod m : InvokerHelper.getMetaClass(missing.getType()).getMetaMethods()) {
            if (m.getName().matches("get[A-Z].*") && m.getParameterTypes().length == 0) {
                names.add(Character.toLowerCase(m.getName().charAt(3))
                        + m.getName().substring(4));
            }
        }
        if (names.contains(property)) {
            return Explanation.failed(
                    "'" + property + "' of " + TypeNames.of(missing.getType()) + " can only be read", null, property);
        }
        return Explanation.failed(
                TypeNames.of(missing.getType()) + " has no property '" + property + "'",
                methods(missing.getType()).anyMatch(m -> m.getName().equals(property))
                        ? "it is a method, so call it: " + property + "()"
                        : Texts.didYouMean(property, names),
                property);
    }

    private static Explanation cast(String text) {
        Matcher cast = CAST.matcher(text);
        if (cast.matches()) {
            String from = TypeNames.of(cast.group(2));
            String shown = from.equals("a number") ? cast.group(1) : "'" + cast.group(1) + "'";
            return Explanation.failed(
                    shown + " is " + from + " and cannot be converted to " + TypeNames.of(cast.group(3)), null, shown);
        }
        Matcher none = NULL_CAST.matcher(text);
        return Explanation.failed(
                none.matches() ? "null cannot be converted to " + TypeNames.of(none.group(1)) : text,
                null,
                none.matches() ? "null" : null);
    }

    private static Explanation nothing(String text) {
        Matcher method = NULL_METHOD.matcher(text);
        if (method.matches()) {
            String operator = OPERATORS.get(method.group(1));
            return Explanation.failed(
                    operator == null ? method.group(1) + "() is called on null" : operator + " is applied to null",
                    null,
                    operator == null ? method.group(1) : null);
        }
        Matcher property = NULL_PROPERTY.matcher(text);
        if (property.matches()) {
            String done = property.group(1).equals("get") ? "read" : "set";
            return Explanation.failed(
                    "property '" + property.group(2) + "' of null cannot be " + done, null, property.group(2));
        }
        Matcher operator = NULL_OPERATOR.matcher(text);
        return Explanation.failed(
                operator.matches() ? operator.group(1) + " is applied to null" : "something here is null", null, null);
    }

    private static String text(Throwable e) {
        return JavaWords.text(e);
    }
}
