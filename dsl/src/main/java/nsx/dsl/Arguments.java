package nsx.dsl;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.Parameter.Place;

/** Sorts what Groovy passes to a word (named ones as a map in front, the block at the end) and checks it against its parameters. */
final class Arguments {
    private final Verb verb;
    private final List<Parameter> parameters;
    private final List<Object> positional = new ArrayList<>();
    private final Map<String, Object> named = new LinkedHashMap<>();
    private Closure<?> block;

    private Arguments(Verb verb) {
        this.verb = verb;
        this.parameters = verb.parameters();
    }

    static Call of(Session session, Verb verb, Object[] raw) {
        Arguments arguments = new Arguments(verb);
        for (int i = 0; i < raw.length; i++) {
            arguments.take(raw[i], i == 0, i == raw.length - 1);
        }
        arguments.checkPositional();
        arguments.checkNamed();
        return new Call(
                session,
                verb,
                List.copyOf(arguments.positional),
                arguments.named,
                Optional.ofNullable(arguments.block));
    }

    private void take(Object value, boolean first, boolean last) {
        if (first
                && value instanceof Map<?, ?> map
                && places(Place.NAMED).findAny().isPresent()) {
            map.forEach((k, v) -> named.put(String.valueOf(k), plain(v)));
        } else if (last
                && value instanceof Closure<?> closure
                && places(Place.BLOCK).findAny().isPresent()) {
            block = closure;
        } else if (value == null) {
            throw new NsxException(verb.name() + ": argument " + (positional.size() + 1) + " is null").at("null");
        } else {
            positional.add(plain(value));
        }
    }

    private static Object plain(Object value) {
        return value instanceof GString ? value.toString() : value;
    }

    private Stream<Parameter> places(Place place) {
        return parameters.stream().filter(p -> p.place() == place);
    }

    private void checkPositional() {
        List<Parameter> expected =
                parameters.stream().filter(Parameter::isPositional).toList();
        boolean endless = expected.stream().anyMatch(p -> p.place() == Place.REPEATED);
        if (positional.size() > expected.size() && !endless) {
            throw wrong("takes at most " + expected.size() + " arguments")
                    .at(Texts.of(positional.get(expected.size())));
        }
        long needed = named.isEmpty() ? places(Place.REQUIRED).count() : 0;
        if (positional.size() < needed) {
            throw wrong("needs " + expected.get(positional.size()).name());
        }
        for (int i = 0; i < positional.size(); i++) {
            checkType(expected.get(Math.min(i, expected.size() - 1)), positional.get(i));
        }
    }

    private void checkNamed() {
        List<Parameter> known = places(Place.NAMED).toList();
        boolean open = known.stream().anyMatch(p -> p.name().equals("*"));
        named.forEach((name, value) -> {
            Optional<Parameter> parameter =
                    known.stream().filter(p -> p.name().equals(name)).findFirst();
            if (parameter.isPresent()) {
                checkType(parameter.get(), value);
            } else if (!open) {
                List<String> names = known.stream().map(Parameter::name).toList();
                throw wrong("has no option '" + name + "'")
                        .at(name)
                        .hint(Optional.ofNullable(Texts.didYouMean(name, names))
                                .orElse("its options: " + String.join(", ", names)));
            }
        });
    }

    private void checkType(Parameter parameter, Object value) {
        boolean fits = switch (parameter.type()) {
            case FLAG -> value instanceof Boolean;
            case MAP -> value instanceof Map;
            case LIST -> value instanceof List;
            default -> !parameter.type().isText() || value instanceof CharSequence || value instanceof Named;
        };
        if (!fits && !(parameter.several() && value instanceof List)) {
            throw wrong(parameter.name() + " cannot be " + (value instanceof Closure ? "a block" : Texts.of(value)))
                    .at(Texts.of(value))
                    .hint(parameter.name() + ": " + parameter.summary());
        }
    }

    private NsxException wrong(String text) {
        return new NsxException(verb.name() + " " + text).hint("see help '" + verb.name() + "'");
    }
}
