package nsx.dsl.verb.see;

import nsx.dsl.checkup.Checkup;
import nsx.dsl.checkup.Requirement;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;

/** {@code doctor()}: checks the requirements of nsx on this machine. */
public final class DoctorVerb extends Verb {
    public DoctorVerb() {
        super(Entry.listing("doctor", "what this machine lacks: rights, kernel features, mounts", Theme.SEEING)
                .rows(Requirement.class, Requirement.COLUMNS)
                .example("all", "doctor()")
                .example("only what is missing", "doctor(state: 'missing')")
                .related("help"));
    }

    @Override
    public Object run(Call call) {
        return Requirement.table(Checkup.look());
    }
}
