package nsx.dsl.verb;

import java.util.Optional;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Reader;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.MountPath;
import nsx.dsl.value.MountValue;

/** {@code mounts()}: what is mounted where in the current mount namespace. */
public final class MountsVerb extends Verb {
    private static final Parameter<String> TYPE =
            Parameter.named("type", Reader.text(Type.FILESYSTEM), "only file systems of this type");
    private static final Parameter<String> UNDER =
            Parameter.named("under", Reader.text(Type.FILE), "only what is mounted at this place or below it");

    public MountsVerb() {
        super(Entry.listing("mounts", "what is mounted where in the current mount namespace", Theme.PROCESSES)
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
