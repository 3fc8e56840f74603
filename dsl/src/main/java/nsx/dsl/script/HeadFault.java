package nsx.dsl.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.error.Texts;

/**
 * A contradiction in the comment at the head of a script: an argument that is declared twice, or whose default is none of its values.
 *
 * @param argument the form of the argument: {@code --mtu M}
 * @param at what is wrong, as it stands in the comment
 * @param hint what was probably meant, or null
 */
public record HeadFault(String argument, String at, String message, String hint) {

    /** Those of the declared arguments, in their order. */
    static List<HeadFault> of(List<ScriptArgument> arguments) {
        List<HeadFault> faults = new ArrayList<>();
        Set<String> variables = new HashSet<>();
        for (ScriptArgument argument : arguments) {
            if (!variables.add(argument.variable())) {
                faults.add(new HeadFault(
                        argument.form(),
                        argument.name(),
                        "the variable " + argument.variable() + " is declared twice",
                        "give " + argument.name() + " another name"));
            }
            argument.otherwise().flatMap(text -> misfit(argument, text)).ifPresent(faults::add);
        }
        return faults;
    }

    /** A default that is no number and near no choice may say in words what happens without the argument. */
    private static Optional<HeadFault> misfit(ScriptArgument argument, String text) {
        ScriptValue value = argument.value();
        String near = Texts.didYouMean(text, value.choices());
        boolean meant = value.choices().isEmpty() ? text.matches("-?\\d+") && value.isNumber() : near != null;
        return Optional.of(text)
                .filter(t -> meant && value.reading().apply(t).isEmpty())
                .map(t -> new HeadFault(
                        argument.form(),
                        t,
                        "the default of " + argument.name() + " cannot be " + t + ": it is " + value.wanted(),
                        near));
    }
}
