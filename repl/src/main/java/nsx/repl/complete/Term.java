package nsx.repl.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An expression, as far as completion reads one. */
sealed interface Term {
    /**
     * A value of which only the class is known, such as a number or a list; {@code Object} if the class is unknown
     * too.
     */
    record Value(Class<?> type) implements Term {
        static final Value UNKNOWN = new Value(Object.class);
    }

    /**
     * One element of a list: {@code links()[0]}, {@code it} in the block of {@code links().each}.
     *
     * @param index null if the index is not known
     */
    record Element(Term of, Integer index) implements Term {}

    /** A string, or a number as written. */
    record Text(String text, Class<?> type) implements Term {}

    /**
     * Names joined by dots: {@code netns('a').lo}.
     *
     * @param head the expression before the first dot if it is not a name; otherwise null
     */
    record Chain(Term head, List<Step> steps) implements Term {
        static Chain of(String name) {
            return new Chain(null, List.of(Step.named(name)));
        }

        Chain then(String name) {
            List<Step> more = new ArrayList<>(steps);
            more.add(Step.named(name));
            return new Chain(head, List.copyOf(more));
        }

        Step last() {
            return steps.get(steps.size() - 1);
        }

        /** The term before the last name; empty for a single name. */
        Optional<Term> owner() {
            if (steps.size() == 1) {
                return Optional.ofNullable(head);
            }
            return Optional.of(new Chain(head, steps.subList(0, steps.size() - 1)));
        }

        /** This chain with its last name called. */
        Chain called(List<Argument> arguments, boolean block) {
            List<Step> changed = new ArrayList<>(steps);
            changed.set(steps.size() - 1, new Step(last().name(), true, List.copyOf(arguments), block));
            return new Chain(head, List.copyOf(changed));
        }

        boolean isName() {
            return head == null && steps.size() == 1 && !last().called();
        }
    }

    /**
     * One name of a chain.
     *
     * @param called whether arguments, with or without parentheses, or a block follow
     * @param block whether a block follows
     */
    record Step(String name, boolean called, List<Argument> arguments, boolean block) {
        static Step named(String name) {
            return new Step(name, false, List.of(), false);
        }

        /** The first positional argument. */
        Optional<Term> first() {
            return arguments.stream()
                    .filter(a -> a.option() == null)
                    .map(Argument::value)
                    .findFirst();
        }

        Optional<Term> option(String name) {
            return arguments.stream()
                    .filter(a -> name.equals(a.option()))
                    .map(Argument::value)
                    .findFirst();
        }
    }

    /** @param option the name; null for a positional argument */
    record Argument(String option, Term value) {}
}
