package nsx.dsl.word;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.word.Parameter.Position;
import nsx.dsl.word.Parameter.Type;

/** The parameters of a word of the language, a word of a block, or a map of options within another argument. */
public final class Signature {
    private static final Set<Type> NEVER_MAPS =
            EnumSet.of(Type.NUMBER, Type.DURATION, Type.SIZE, Type.RATE, Type.PERCENT, Type.PID, Type.FILE, Type.FLAG);

    private final String word;
    private final String counted;
    private final List<Parameter<?>> parameters;
    private final List<Parameter<?>> positional;
    private final List<Parameter<?>> named;

    /**
     * @param word the name for errors
     * @param parameters the parameters, positional ones first and in order
     */
    public Signature(String word, List<? extends Parameter<?>> parameters) {
        this(word, word, parameters);
    }

    private Signature(String word, String counted, List<? extends Parameter<?>> parameters) {
        this.word = word;
        this.counted = counted;
        this.parameters = List.copyOf(parameters);
        this.positional =
                this.parameters.stream().filter(Parameter::isPositional).toList();
        this.named = in(Position.NAMED);
    }

    /** The signature of a block word that sets an option of the word around the block; errors name that option. */
    static Signature ofOption(String around, Parameter<?> option) {
        return new Signature(around, around + ": " + option.name(), List.of(option.alone()));
    }

    public String word() {
        return word;
    }

    public List<Parameter<?>> parameters() {
        return parameters;
    }

    public List<Parameter<?>> positional() {
        return positional;
    }

    public List<Parameter<?>> named() {
        return named;
    }

    public List<Parameter<?>> in(Position place) {
        return parameters.stream().<Parameter<?>>filter(p -> p.place() == place).toList();
    }

    /** The parameter at this position, from 0; empty if no argument is possible there. */
    public Optional<Parameter<?>> at(int position) {
        int last = positional.size() - 1;
        boolean repeated = last >= 0 && positional.get(last).place() == Position.REPEATED;
        return position <= last
                ? Optional.of(positional.get(position))
                : repeated ? Optional.of(positional.get(last)) : Optional.empty();
    }

    /** Whether the argument at this position, from 0, may be null. */
    public boolean takesNull(int position) {
        return at(position).filter(p -> p.type() == Type.VALUE).isPresent();
    }

    /** The mistake of a null at this position, from 0. */
    public NsxException isNull(int position) {
        String what = at(position).map(p -> p.name()).orElse("argument " + (position + 1));
        return new NsxException(word + ": " + what + " is null").at("null");
    }

    /** The option of this name, or the one for any name. */
    public Optional<Parameter<?>> option(String name) {
        return named.stream().filter(p -> p.name().equals(name)).findFirst().or(() -> anyName(name));
    }

    private Optional<Parameter<?>> anyName(String name) {
        Optional<Parameter<?>> any = named.stream().filter(Parameter::isAnyName).findFirst();
        return known().isEmpty()
                ? any
                : known().stream()
                        .<Parameter<?>>filter(p -> p.name().equals(name))
                        .findFirst();
    }

    /** The options that the one of any name can be; empty without such a list. */
    private List<Parameter<?>> known() {
        return named.stream()
                .filter(Parameter::isAnyName)
                .flatMap(p -> p.known().stream())
                .<Parameter<?>>flatMap(List::stream)
                .toList();
    }

    public boolean takesBlock() {
        return parameters.stream().anyMatch(p -> p.place() == Position.BLOCK);
    }

    /** The error for this number of positional arguments; empty if it is valid. */
    public Optional<NsxException> miscounted(List<?> given, boolean hasOptions) {
        if (at(Math.max(0, given.size() - 1)).isEmpty() && !given.isEmpty()) {
            return Optional.of(Mistake.tooMany(counted, positional.size(), given.get(positional.size())));
        }
        // a word that works with options alone reports a missing argument itself
        boolean needs = !hasOptions
                && given.size() < positional.size()
                && positional.get(given.size()).place() == Position.REQUIRED;
        return needs ? Optional.of(Mistake.missing(counted, positional.get(given.size()))) : Optional.empty();
    }

    /** The error for an option that is always needed and is not among these; empty if none is missing. */
    public Optional<NsxException> lacking(Collection<String> options) {
        return named.stream()
                .filter(p -> p.isNeeded() && !options.contains(p.name()))
                .findFirst()
                .map(p -> Mistake.missing(word, p));
    }

    /** Whether a leading map contains options rather than the value of the first parameter. */
    public boolean takesOptions() {
        return !named.isEmpty()
                || at(0).filter(p -> NEVER_MAPS.contains(p.type())).isPresent();
    }

    /**
     * The error for options after an unknown name if a known name was probably meant: an unknown one has no options.
     */
    public Optional<NsxException> misspelt(String name, Parameter<?> found, int options) {
        boolean near = found.isAnyName() && options > 0 && Texts.didYouMean(name, names()) != null;
        return near ? Optional.of(unknown(name)) : Optional.empty();
    }

    private List<String> names() {
        return named.stream().filter(p -> !p.isAnyName()).map(Parameter::name).toList();
    }

    /** The error for an unknown option. */
    public NsxException unknown(String name) {
        NsxException mistake = Mistake.unknown(word, name, names());
        String near =
                Texts.didYouMean(name, known().stream().map(Parameter::name).toList());
        if (near != null && Texts.didYouMean(name, names()) == null) {
            return mistake.hint(near);
        }
        List<String> nameless = positional.stream()
                .map(p -> p.name())
                .filter(n -> named.isEmpty() || n.equals(name))
                .toList();
        return nameless.isEmpty()
                ? mistake
                : mistake.hint("it takes " + String.join(" and ", nameless) + " without a name");
    }
}
