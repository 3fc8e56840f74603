package nsx.repl;

import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.dsl.Texts;
import nsx.repl.render.Properties;
import org.codehaus.groovy.runtime.typehandling.GroovyCastException;

/** What Groovy and Java throw, in words for people who know neither's class names. */
final class GroovyWords {
    private static final Pattern NULL_METHOD = Pattern.compile("Cannot invoke method (.+)\\(\\) on null object");
    private static final Pattern NULL_PROPERTY = Pattern.compile("Cannot (get|set) property '(.+)' on null object");
    private static final Pattern CAST =
            Pattern.compile("(?s)Cannot cast object '(.*)' with class '(.*)' to class '(.*?)'.*");

    private GroovyWords() {}

    static Explanation explain(Throwable e) {
        if (e instanceof MissingMethodException missing) {
            return missingMethod(missing);
        }
        if (e instanceof MissingPropertyException missing) {
            List<String> names = Properties.getters(missing.getType());
            return Explanation.failed(
                    article(missing.getType()) + " has no property '" + missing.getProperty() + "'",
                    Texts.didYouMean(missing.getProperty(), names),
                    missing.getProperty());
        }
        if (e instanceof AssertionError) {
            return Explanation.failed(assertion(text(e)), null, null);
        }
        if (e instanceof StackOverflowError) {
            return Explanation.failed(
                    "the calls go too deep", "does a method or block call itself without an end?", null);
        }
        if (e instanceof OutOfMemoryError) {
            return Explanation.failed("out of memory", null, null);
        }
        return Explanation.failed(sentence(e), null, culprit(e));
    }

    private static Explanation missingMethod(MissingMethodException missing) {
        String method = missing.getMethod();
        List<String> names = Arrays.stream(missing.getType().getMethods())
                .map(Method::getName)
                .distinct()
                .toList();
        String given = Arrays.stream(missing.getArguments() == null ? new Object[0] : missing.getArguments())
                .map(a -> a == null ? "null" : article(a.getClass()))
                .collect(Collectors.joining(" and "));
        String message = names.contains(method)
                ? method + " of " + article(missing.getType()) + " does not take "
                        + (given.isEmpty() ? "nothing" : given)
                : article(missing.getType()) + " has no " + method + "()";
        return Explanation.failed(message, names.contains(method) ? null : Texts.didYouMean(method, names), method);
    }

    private static String sentence(Throwable e) {
        String text = text(e);
        Matcher method = NULL_METHOD.matcher(text);
        if (method.matches()) {
            return method.group(1) + "() is called on null";
        }
        Matcher property = NULL_PROPERTY.matcher(text);
        if (property.matches()) {
            return "property '" + property.group(2) + "' of null cannot be "
                    + property.group(1).replace("get", "rea")
                    + (property.group(1).equals("get") ? "d" : "");
        }
        Matcher cast = CAST.matcher(text);
        if (e instanceof GroovyCastException && cast.matches()) {
            return "'" + cast.group(1) + "' is " + article(cast.group(2)) + " and cannot be made "
                    + article(cast.group(3));
        }
        return plain(e, text);
    }

    private static String plain(Throwable e, String text) {
        String name = e.getClass().getSimpleName();
        boolean telling = e.getClass() == RuntimeException.class
                || e.getClass() == java.io.IOException.class
                || e.getClass() == Exception.class
                || e instanceof IllegalArgumentException && !(e instanceof NumberFormatException)
                || e instanceof IllegalStateException
                || e instanceof ArithmeticException;
        if (e instanceof NumberFormatException) {
            return "not a number: " + text.replaceFirst("^For input string: ", "");
        }
        if (text.isEmpty()) {
            return spaced(name);
        }
        return telling ? text : spaced(name) + ": " + text;
    }

    private static String culprit(Throwable e) {
        Matcher method = NULL_METHOD.matcher(text(e));
        Matcher property = NULL_PROPERTY.matcher(text(e));
        return method.matches() ? method.group(1) : property.matches() ? property.group(2) : null;
    }

    /** The message that the assertion was given, or the expression with its values. */
    private static String assertion(String text) {
        int expression = text.indexOf(". Expression: ");
        return expression > 0
                ? text.substring(0, expression)
                : text.startsWith("assert") ? "this does not hold:\n" + text : text;
    }

    private static String text(Throwable e) {
        return e.getMessage() == null ? "" : e.getMessage().strip();
    }

    /** {@code FileNotFoundException} becomes {@code file not found}. */
    private static String spaced(String name) {
        return name.replaceFirst("(Exception|Error)$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static String article(Class<?> type) {
        return article(type.getName());
    }

    /** A class by the name people know it by: {@code a String}, {@code a number}, {@code a block}. */
    private static String article(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        String word = switch (name) {
            case "Integer", "Long", "BigDecimal", "BigInteger", "Double", "int", "long", "double" -> "number";
            case "String", "GStringImpl", "GString" -> "text";
            case "ArrayList", "ListN", "List12", "List" -> "list";
            case "LinkedHashMap", "HashMap", "Map" -> "map";
            case "Boolean", "boolean" -> "truth value";
            default -> name.contains("$_") || name.contains("closure") ? "block" : name.replaceFirst("Value$", "");
        };
        String article = word.equals("text") ? "" : "AEIOUaeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ";
        return article + word;
    }
}
