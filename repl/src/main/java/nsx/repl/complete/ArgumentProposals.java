package nsx.repl.complete;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Signature;
import nsx.repl.complete.Spot.Use;
import nsx.rtnl.kind.Bridge;

/** Proposes arguments: values, options and keys of maps. */
final class ArgumentProposals {
    /** The methods of tables whose arguments are column names. */
    private static final Set<String> BY_COLUMN = Set.of("select", "sort", "unique");

    private final CompletionRequest request;
    private final Spot spot;
    private final Shortlist list;
    private final TypeInference types;
    private final LiveNames live;

    ArgumentProposals(CompletionRequest request) {
        this.request = request;
        this.spot = request.spot;
        this.list = request.list;
        this.types = request.types;
        this.live = request.live;
    }

    void add(Use use) {
        Optional<BlockWord> word = CompletionRequest.blockWord(use.word(), request.words);
        if (word.isPresent()) {
            arguments(use, word.get().signature(), live);
            return;
        }
        Optional<Verb> verb = types.verb(use.word(), live);
        LiveNames where =
                use.word().owner().map(o -> types.of(o, live).inside()).orElse(live);
        Optional<Signature> signature = DeviceCall.of(use.word().called(use.arguments(), false), types, live)
                .map(DeviceCall::signature)
                .or(() -> verb.map(Verb::signature));
        if (signature.isPresent()) {
            arguments(use, signature.get(), where == null ? live : where);
            return;
        }
        Optional<Signature> method = use.word()
                .owner()
                .filter(o -> types.of(o, live).type() == LinkValue.class)
                .flatMap(o -> ofDevice(use.word().last().name()));
        if (method.isPresent()) {
            arguments(use, method.get(), live);
            return;
        }
        boolean ofTable = columns(use);
        if (ofTable && !spot.quoted()) {
            request.variables();
        } else if (!spot.quoted()) {
            request.anything();
        }
    }

    /**
     * Proposes the columns of the table in {@code links().where(} or {@code links().select('}; false for other
     * methods.
     */
    private boolean columns(Use use) {
        InferredType table = use.word().owner().map(o -> types.of(o, live)).orElse(InferredType.NOTHING);
        boolean named = use.word().last().name().equals("where");
        boolean asText = BY_COLUMN.contains(use.word().last().name());
        if (table.type() != Table.class || use.option() != null || !(asText || named && !spot.quoted())) {
            return false;
        }
        list.add(
                "columns",
                MemberItems.properties(table.element()).stream()
                        .filter(i -> !use.has(i.text()))
                        .map(i -> named
                                ? i.withText(i.text() + ":")
                                : spot.quoted() ? i : i.withText("'" + i.text() + "'"))
                        .toList(),
                named);
        return true;
    }

    /** The signature of a device's method, which takes the same arguments as the word of that name in its block. */
    private Optional<Signature> ofDevice(String method) {
        if (method.equals("move")) {
            return Optional.of(new Signature(
                    method,
                    List.of(Parameter.required("to", Reader.any(Type.NETNS), "a network namespace or its name"))));
        }
        return request.vocabulary.find(Bridge.KIND.name()).map(Verb::blockWords).orElse(List.of()).stream()
                .filter(w -> w.name().equals(method))
                .findFirst()
                .map(BlockWord::signature);
    }

    private void arguments(Use use, Signature signature, LiveNames where) {
        ArgumentValues values = new ArgumentValues(request.vocabulary, where, spot, list);
        if (use.atKey() && !spot.quoted()) {
            signature.option(use.option()).ifPresent(p -> keys(use, p));
        }
        if (use.option() != null || use.entry() != null) {
            option(use, signature).ifPresent(p -> values.add(p, signature.word(), taken(use)));
            if (!spot.quoted()) {
                request.variables();
            }
            return;
        }
        signature.at(use.position()).ifPresent(parameter -> {
            values.add(parameter, signature.word(), taken(use));
            scriptArguments(use, parameter);
        });
        if (!spot.quoted()) {
            options(use, signature);
            request.variables();
        }
    }

    /** Proposes the keys of a map argument: {@code tbf: [}. */
    private void keys(Use use, Parameter<?> option) {
        List<String> written = use.inner().stream().map(Term.Argument::option).toList();
        list.add(
                "options of " + option.name(),
                option.reader().inner().stream()
                        .filter(p -> !p.isAnyName() && !written.contains(p.name()))
                        .map(p -> Item.of(p.name() + ":", p.help()))
                        .toList(),
                true);
    }

    /** The option whose value is being written, or the entry of its map. */
    private static Optional<Parameter<?>> option(Use use, Signature signature) {
        if (use.entry() == null) {
            return signature.option(use.option());
        }
        Optional<Parameter<?>> inner = Optional.ofNullable(use.option())
                .flatMap(signature::option)
                .flatMap(p -> new Signature(p.name(), p.reader().inner()).option(use.entry()));
        return inner.isPresent() ? inner : signature.option(use.entry());
    }

    private static Set<String> taken(Use use) {
        Set<String> taken = new LinkedHashSet<>();
        use.arguments().forEach(a -> TypeInference.name(Optional.of(a.value())).ifPresent(taken::add));
        return taken;
    }

    private void scriptArguments(Use use, Parameter<?> parameter) {
        boolean afterInclude = use.word().last().name().equals("include") && use.position() > 0;
        if (afterInclude && parameter.type() == Type.ANY) {
            TypeInference.name(use.arguments().stream()
                            .filter(a -> a.option() == null)
                            .map(Term.Argument::value)
                            .findFirst())
                    .ifPresent(script -> list.add(
                            "arguments of " + script,
                            live.scriptArguments(script).stream()
                                    .map(i -> spot.quoted() ? i : i.withText("'" + i.text() + "'"))
                                    .toList(),
                            false));
        }
    }

    private void options(Use use, Signature signature) {
        list.add(
                "options",
                signature.named().stream()
                        .filter(p -> !p.isAnyName() && !use.has(p.name()))
                        .map(p -> Item.of(p.name() + ":", p.help()))
                        .toList(),
                true);
    }
}
