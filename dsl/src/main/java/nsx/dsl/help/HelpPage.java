package nsx.dsl.help;

import java.util.List;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Facts;
import nsx.dsl.word.Example;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Position;

/** What the catalogue says of one word. */
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

    /** The form in which it is written, derived from its parameters. */
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

    /** What its block is for; empty when it takes none. */
    public List<Parameter<?>> block() {
        return in(Position.BLOCK);
    }

    private List<Parameter<?>> in(Position place) {
        return verb.signature().in(place);
    }

    public List<Example> examples() {
        return verb.examples();
    }

    /** The command of another tool that shows the same, for a word that asks; empty for none. */
    public String peer() {
        return verb.peer();
    }

    /** What does the same as an example, as command lines of ip(8), nft(8), unshare(1) and their like. */
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
