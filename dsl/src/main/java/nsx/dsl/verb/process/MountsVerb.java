package nsx.dsl.verb.process;

import java.util.Optional;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.process.MountPath;
import nsx.dsl.value.process.MountValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code mounts()}: the mounts of the current mount namespace. */
public final class MountsVerb extends Verb {
    private static final Parameter<String> TYPE =
            Parameter.named("type", Reader.text(Type.FILESYSTEM), "only file systems of this type");
    private static final Parameter<String> UNDER =
            Parameter.named("under", Reader.text(Type.FILE), "only mounts at this path or below it");

    public MountsVerb() {
        super(Entry.listing("mounts", "the mounts of the current mount namespace", Theme.PROCESSES)
                .rows(MountValue.class)
                .takes(TYPE, UNDER)
                .example("all", "mounts()")
                .example("some", "mounts(type: 'tmpfs')\nmounts(under: '/sys')")
                .peer("findmnt")
                .related("mount", "umount"));
    }

    @Override
    public Object run(Call call) {
        Optional<String> type = call.find(TYPE);
        Optional<String> under = call.find(UNDER).map(u -> MountPath.shown(call.session(), u));
        return MountValue.table(
                call.session(),
                m -> type.map(m.type()::equals).orElse(true)
                        && under.map(u -> isBelow(m.target(), u)).orElse(true));
    }

    private static boolean isBelow(String target, String place) {
        return place.equals("/") || target.equals(place) || target.startsWith(place + "/");
    }
}
