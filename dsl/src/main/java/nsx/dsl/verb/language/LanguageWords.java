package nsx.dsl.verb.language;

import java.util.List;
import nsx.dsl.session.Verb;
import nsx.dsl.verb.delete.DeleteVerb;

/** The words of the language itself. */
public final class LanguageWords {
    public static final List<Verb> ALL = List.of(
            new AtomicVerb(),
            new ConfirmVerb(),
            new DeleteVerb(),
            new ExitVerb(),
            new ExplainVerb(),
            new HelpVerb(),
            new IncludeVerb(),
            new MadeVerb(),
            new PlanVerb(),
            new ShowVerb(),
            new TableSaveVerb(),
            new TableVerb(),
            new UndoVerb());

    private LanguageWords() {}
}
