package nsx.dsl.op.queue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Values;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;

/**
 * A kind of qdisc as a table of its options: parameters, comparison, command line and facts are derived from it.
 *
 * @param <Q> a qdisc of this kind
 * @param summary the summary of the {@code qdisc} option with its name
 * @param asked makes a qdisc from options
 * @param said makes a qdisc from the kernel's description
 * @param request makes the request for a root qdisc of a device index
 */
record QdiscKind<Q>(
        String name,
        String summary,
        Function<Arguments, Q> asked,
        BiFunction<Qdisc, Psched, Q> said,
        Making<Q> request,
        List<Option<Q, ?>> options) {

    /** A kind whose options are a plain table: options without a requested value do not matter. */
    static QdiscKind<Values> of(String name, String summary, Fields fields) {
        return of(name, summary, fields, (values, options) -> {});
    }

    /**
     * A kind whose options are a plain table.
     *
     * @param check rejects options that do not go together
     */
    static QdiscKind<Values> of(String name, String summary, Fields fields, BiConsumer<Values, Arguments> check) {
        return new QdiscKind<>(
                name,
                summary,
                options -> {
                    Values values = fields.read(options);
                    check.accept(values, options);
                    return values;
                },
                (qdisc, clock) -> fields.read(qdisc.options()),
                (index, values, clock) -> values.all().isEmpty()
                        ? Qdiscs.plain(index, name)
                        : Qdiscs.of(index, name, values.write(Qdiscs.options(name))),
                fields.lines().stream()
                        .<Option<Values, ?>>map(QdiscKind::option)
                        .toList());
    }

    private static <T> Option<Values, T> option(Field<T> field) {
        return new Option<>(
                field.parameter(),
                values -> values.find(field),
                value -> field.words(Values.NONE.with(field, value)),
                value -> field.fact(Values.NONE.with(field, value)).orElse(null),
                Object::equals,
                true);
    }

    /** Makes the request for a qdisc. */
    interface Making<Q> {
        Request of(int index, Q qdisc, Psched clock);
    }

    /**
     * One option.
     *
     * @param value returns the value of a qdisc; empty if it has none, or for a parameter that only expresses another
     * @param words the words of tc(8); empty if it is not written
     * @param shown the value for scripts
     * @param same whether two values are equal except for the rounding of the kernel's clock
     * @param open whether a missing value matches any
     */
    record Option<Q, T>(
            Parameter<T> parameter,
            Function<Q, Optional<T>> value,
            Function<T, String> words,
            Function<T, Object> shown,
            BiPredicate<T, T> same,
            boolean open) {

        /** An option that tc(8) writes as its name and value. */
        static <Q, T> Option<Q, T> of(Parameter<T> parameter, Function<Q, T> value) {
            return new Option<>(
                    parameter,
                    value.andThen(Optional::of),
                    v -> parameter.name() + " " + v,
                    v -> v,
                    Object::equals,
                    false);
        }

        /** Returns this option, absent for these values. */
        Option<Q, T> unless(Predicate<T> none) {
            return new Option<>(parameter, value.andThen(v -> v.filter(none.negate())), words, shown, same, open);
        }

        /** Returns this option, shown and written in another form. */
        Option<Q, T> as(Function<T, Object> form) {
            return new Option<>(parameter, value, v -> parameter.name() + " " + form.apply(v), form, same, open);
        }

        /** Returns this option with another spelling for {@code tc}. */
        Option<Q, T> spelt(Function<T, String> text) {
            return new Option<>(parameter, value, text, shown, same, open);
        }

        /** Returns this option, neither shown nor written. */
        Option<Q, T> hidden() {
            return new Option<>(parameter, value, v -> "", v -> null, same, open);
        }

        /** Returns this option with approximate equality. */
        Option<Q, T> near(BiPredicate<T, T> enough) {
            return new Option<>(parameter, value, words, shown, enough, open);
        }

        private boolean agrees(Q one, Q other) {
            Optional<T> a = value.apply(one);
            Optional<T> b = value.apply(other);
            if (open && b.isEmpty()) {
                return true;
            }
            return a.isPresent() && b.isPresent() ? same.test(a.get(), b.get()) : a.equals(b);
        }

        private Optional<Object> fact(Q qdisc) {
            return value.apply(qdisc).map(shown);
        }

        private String text(Q qdisc) {
            return value.apply(qdisc).map(words).orElse("");
        }
    }

    /** The {@code qdisc} option for this kind. */
    Parameter<Arguments> parameter(Parameter<?>... more) {
        Parameter<?>[] all = Stream.concat(options.stream().map(Option::parameter), Arrays.stream(more))
                .toArray(Parameter<?>[]::new);
        return Parameter.named(name, Reader.map("qdisc " + name, all), summary);
    }

    QdiscDescription<Q> described(Arguments given) {
        return new QdiscDescription<>(this, asked.apply(given));
    }

    QdiscDescription<Q> described(Qdisc qdisc, Psched clock) {
        return new QdiscDescription<>(this, said.apply(qdisc, clock));
    }

    boolean agree(Q one, Q other) {
        return options.stream().allMatch(option -> option.agrees(one, other));
    }

    /** The options in the words of tc(8), each with a leading space. */
    String words(Q qdisc) {
        return options.stream()
                .map(option -> option.text(qdisc))
                .filter(text -> !text.isEmpty())
                .map(text -> " " + text)
                .collect(Collectors.joining());
    }

    /** The options for scripts, by name. */
    Map<String, Object> facts(Q qdisc) {
        Map<String, Object> facts = new LinkedHashMap<>();
        options.forEach(option -> option.fact(qdisc)
                .ifPresent(fact -> facts.put(option.parameter().name(), fact)));
        return facts;
    }
}
