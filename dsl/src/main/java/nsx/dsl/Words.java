package nsx.dsl;

import java.util.List;
import nsx.dsl.verb.NetnsVerb;

/** The list of words: one line each. */
final class Words {
    static final List<Verb> ALL = List.of(new NetnsVerb());

    private Words() {}
}
