package nsx.dsl.verb.language;

import java.util.List;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.help.HelpIndex;
import nsx.dsl.help.HelpPage;
import nsx.dsl.help.HelpSearch;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code help 'veth'}: shows the page of a word; {@code help 'bandwidth'}: finds words by a topic. */
public final class HelpVerb extends Verb {
    private static final Parameter<String> WORD = Parameter.optional(
            "word", Reader.text(Type.WORD), "a word, or what to search for; without it, a list of all words");

    public HelpVerb() {
        super(Entry.of(
                        "help",
                        "show the words of the language, one of them with its examples, or those that have to do with something",
                        Theme.LANGUAGE)
                .takes(WORD)
                .example("all words", "help()")
                .example("one word", "help 'netns'")
                .example("which words have to do with something", "help 'bandwidth'")
                .asks());
    }

    @Override
    public Object bare(Session session) {
        return new HelpIndex(session.vocabulary().verbs());
    }

    @Override
    public Object run(Call call) {
        Vocabulary vocabulary = call.session().vocabulary();
        return call.find(WORD).map(word -> page(vocabulary, word)).orElseGet(() -> bare(call.session()));
    }

    private static Object page(Vocabulary vocabulary, String word) {
        if (vocabulary.find(word).isPresent()) {
            return new HelpPage(vocabulary.find(word).get());
        }
        List<Verb> below = vocabulary.verbs().stream()
                .filter(v -> v.name().startsWith(word + "."))
                .toList();
        if (!below.isEmpty()) {
            return new HelpIndex(below);
        }
        HelpIndex found = new HelpSearch(vocabulary.verbs()).find(word);
        if (found.isEmpty()) {
            throw new NsxException("there is no word '" + word + "'")
                    .at(word)
                    .hint(Texts.nearest(word, vocabulary.names())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("help() lists all words"));
        }
        return found;
    }
}
