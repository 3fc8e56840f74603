package nsx.dsl.verb.language;

import java.util.List;
import nsx.dsl.session.Verb;
import nsx.dsl.verb.delete.DeleteVerb;

/** The words of the language itself. */
public final class LanguageWords {
    public static final List<Verb> ALL = List.of(
            new DeleteVerb(),
            new ExplainVerb(),
            new HelpVerb(),
            new IncludeVerb(),
            new PlanVerb(),
            new ShowVerb(),
            new TableSaveVerb(),
            new TableVerb());

    private LanguageWords() {}
}
