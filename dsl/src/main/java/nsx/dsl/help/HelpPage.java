package nsx.dsl.help;

import java.util.List;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Facts;
import nsx.dsl.word.Example;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Position;

/** The page about one word, from the catalogue. */
public record HelpPage(Verb verb) implements Facts {
    @Override
    public List<String> facts() {
        return List.of("name", "summary", "syntax", "peer", "arguments", "options", "block", "examples", "related");
    }

    public String name() {
        return verb.name();
    }

    public String summary() {
        return verb.summary();
    }

    /** The syntax of the word, derived from its parameters. */
    public String syntax() {
        return Syntax.of(verb);
    }

    public List<String> aliases() {
        return verb.aliases();
    }

    public List<Parameter<?>> arguments() {
        return verb.signature().positional();
    }

    public List<Parameter<?>> options() {
        return in(Position.NAMED);
    }

    /** The parameter that describes the block; empty if the word takes none. */
    public List<Parameter<?>> block() {
        return in(Position.BLOCK);
    }

    private List<Parameter<?>> in(Position place) {
        return verb.signature().in(place);
    }

    public List<Example> examples() {
        return verb.examples();
    }

    /** The command of another tool that shows the same as an asking word; empty if there is none. */
    public String peer() {
        return verb.peer();
    }

    /** The equivalent of an example as command lines of ip(8), nft(8), unshare(1) and similar tools. */
    public List<String> peer(Example example) {
        return PeerCommands.of(verb, example);
    }

    public List<String> related() {
        return verb.related();
    }

    @Override
    public String toString() {
        return syntax() + " – " + summary();
    }
}
