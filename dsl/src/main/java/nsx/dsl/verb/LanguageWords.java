package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Verb;

/** The words of the language itself. */
public final class LanguageWords {
    public static final List<Verb> ALL = List.of(
            new DeleteVerb(),
            new ExplainVerb(),
            new HelpVerb(),
            new IncludeVerb(),
            new PlanVerb());

    private LanguageWords() {}
}
