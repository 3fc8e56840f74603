package nsx.dsl.compile;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.compile.known.Inference;
import nsx.dsl.compile.known.Known;
import nsx.dsl.compile.known.Members;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.session.WordReference;
import nsx.dsl.shape.Table;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;

/** Checks that properties and methods exist, for objects whose class is known. */
final class CheckMembers {
    private final ScriptNames names;
    private final Vocabulary vocabulary;
    private final CheckWords.Report report;
    private final Inference inference;
    private final CheckOpen open;

    CheckMembers(
            ScriptNames names, Vocabulary vocabulary, CheckWords.Report report, Inference inference, CheckOpen open) {
        this.open = open;
        this.names = names;
        this.vocabulary = vocabulary;
        this.report = report;
        this.inference = inference;
    }

    /** Checks a property that the script reads or sets. */
    void property(PropertyExpression property, String name) {
        Known of = inference.of(property.getObjectExpression());
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

    /**
     * Checks a property of a list, which means that of each element; a list class of nsx also has its own properties.
     */
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
            open.property(of.type(), name, place, false);
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
        if (beside.isEmpty()) {
            noAnswer(word, name, place);
        } else {
            String near = Texts.didYouMean(word + "." + name, beside);
            report.problem(
                    place,
                    "there is no word '" + word + "." + name + "'",
                    near == null ? "there are " + String.join(", ", beside) : near);
        }
    }

    /** Reports {@code links.foo}: the answer of the word has properties, the word itself has none. */
    private void noAnswer(String word, String name, Expression place) {
        Members reference = Members.of(WordReference.class);
        boolean own = !WordReference.isOfLists(name)
                && (reference.methods().contains(name) || reference.properties().contains(name));
        if (!own && vocabulary.find(word).isPresent() && !isFact(word)) {
            report.problem(
                    place,
                    "the word " + word + " has no '" + name + "'",
                    "to ask its answer for it, write " + word + "(…)." + name);
        }
    }

    /** Whether blocks may have a property of the name, which would take precedence over the word. */
    private boolean isFact(String word) {
        return vocabulary.verbs().stream()
                .anyMatch(v -> Members.of(v.result()).hasProperty(word)
                        || Members.of(v.row()).hasProperty(word)
                        || v.blockWords().stream().anyMatch(w -> w.name().equals(word)));
    }

    /** Checks a method that the script calls on a value. */
    void method(MethodCallExpression call, Known of, String name) {
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
                || members.takesWords() && (isWord(name) || CheckValues.isOptionsOrBlock(call))
                || members.hasProperty(name) && on.type() != String.class
                || members.isOpen() && members.hasProperty(name);
        if (!there) {
            Set<String> all = new TreeSet<>(members.methods());
            if (members.takesWords()) {
                all.addAll(vocabulary.names());
            }
            report.problem(
                    call.getMethod(), Titles.of(on.type()) + " has no " + name + "()", Texts.didYouMean(name, all));
        } else {
            members.options(name)
                    .ifPresentOrElse(
                            options -> Use.of(options, call).problemsOfOptions(report),
                            () -> counted(call, on.type(), members, name));
        }
    }

    /** Checks the number of arguments of a method of nsx; what it has as a word, too, may take others. */
    private void counted(MethodCallExpression call, Class<?> type, Members members, String name) {
        List<Expression> given = CheckValues.arguments(call);
        boolean open = !type.getName().startsWith("nsx.")
                || isWord(name)
                || members.hasProperty(name)
                || given.stream().anyMatch(CheckMembers::isOpen);
        if (!open && !members.takes(name, given.size())) {
            String problem = given.isEmpty()
                    ? " needs an argument"
                    : " does not take " + given.size() + (given.size() == 1 ? " argument" : " arguments");
            report.problem(call.getMethod(), name + " of " + Titles.of(type) + problem, null);
        }
    }

    private static boolean isOpen(Expression argument) {
        return argument instanceof SpreadExpression || argument instanceof MapExpression;
    }

    /** Checks a method of an undefined name, which may be a device or a network namespace. */
    private void ofBare(MethodCallExpression call, String name) {
        Members link = Members.of(vocabulary.find("link").orElseThrow().result());
        Members namespace = Members.of(vocabulary.find("netns").orElseThrow().result());
        if (link.hasMethod(name) || namespace.hasMethod(name) || isWord(name) || CheckValues.isOptionsOrBlock(call)) {
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
}
