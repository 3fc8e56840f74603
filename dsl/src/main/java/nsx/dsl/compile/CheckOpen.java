package nsx.dsl.compile;

import nsx.dsl.compile.known.Members;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Vocabulary;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.Expression;

/**
 * Checks properties of contexts and namespaces. Beside their own they have the words, devices and namespaces there, so a property is
 * reported only if the script names no device or namespace like it, and it is near one of their own or is printed or compared.
 */
final class CheckOpen {
    private final ClassNode script;
    private final ScriptNames names;
    private final Vocabulary vocabulary;
    private final CheckWords.Report report;
    private Mentions mentions;

    CheckOpen(ClassNode script, ScriptNames names, Vocabulary vocabulary, CheckWords.Report report) {
        this.script = script;
        this.names = names;
        this.vocabulary = vocabulary;
        this.report = report;
    }

    /** @param used whether its value is printed or compared, which makes no sense for a device */
    void property(Class<?> type, String name, Expression place, boolean used) {
        Members members = Members.of(type);
        if (!members.isOpen() || !members.takesWords() || members.hasProperty(name) || members.hasMethod(name)) {
            return;
        }
        String near = Texts.didYouMean(name, members.properties());
        if ((used || near != null) && !isThere(name)) {
            report.problem(place, Titles.of(type) + " has no property '" + name + "'", near);
        }
    }

    private boolean isThere(String name) {
        if (mentions == null) {
            mentions = Mentions.of(script);
        }
        return names.takesOthers()
                || names.setsDelegates()
                || names.defines(name)
                || vocabulary.find(name).isPresent()
                || vocabulary.isPrefix(name)
                || mentions.isSaid(name)
                || name.matches("lo|.*\\d");
    }
}
