package nsx.dsl.compile;

import java.util.List;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.BlockWord;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** The names of devices and network namespaces that a script calls: {@code lo { up() }}, {@code lo mtu: 1400}. */
final class BareNames {
    private final ClassNode script;
    private final ScriptNames names;
    private final Vocabulary vocabulary;
    private Mentions mentions;

    BareNames(ClassNode script, ScriptNames names, Vocabulary vocabulary) {
        this.script = script;
        this.names = names;
        this.vocabulary = vocabulary;
    }

    /** Whether it is a block in a network namespace that the script makes. */
    boolean isOfNamespace(MethodCallExpression call) {
        return isName(call) && mentions().isNamespace(call.getMethodAsString());
    }

    /** Whether it may be options or the block of a device. A namespace that was made elsewhere has such a block too. */
    boolean isOfDevice(MethodCallExpression call) {
        boolean device = isName(call) && !mentions().isNamespace(call.getMethodAsString());
        return device
                && (CheckValues.hasBlock(call)
                        || Mentions.isLikely(call.getMethodAsString())
                        || use(call).hasOnlyKnownOptions());
    }

    /** Whether it may be the block of a device whose name stands elsewhere in the script, such as an end of a pair. */
    boolean isSaid(MethodCallExpression call) {
        return isName(call) && mentions().isSaid(call.getMethodAsString());
    }

    private boolean isName(MethodCallExpression call) {
        String name = call.getMethodAsString();
        return call.isImplicitThis()
                && name != null
                && CheckValues.isOptionsOrBlock(call)
                && !names.defines(name)
                && !names.setsDelegates()
                && !names.isMethodOfEveryScript(name);
    }

    private Mentions mentions() {
        if (mentions == null) {
            mentions = Mentions.of(script);
        }
        return mentions;
    }

    /** The call as a use of {@code link}. */
    Use use(MethodCallExpression call) {
        return Use.of(link().signature(), call);
    }

    /** The words of the block of a device that the block of a namespace does not have. */
    List<BlockWord> words() {
        return link().possibleWords().stream()
                .filter(word -> vocabulary.find(word.name()).isEmpty())
                .toList();
    }

    private Verb link() {
        return vocabulary.find("link").orElseThrow();
    }
}
