package nsx.dsl.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.Call;
import nsx.dsl.Failure;
import nsx.dsl.NsxException;
import nsx.ns.IdMap;
import nsx.ns.IdMap.Range;
import nsx.ns.IdMaps;
import nsx.ns.NamespaceException;
import nsx.process.UserNamespaces;

/** {@code uid: 1000}, {@code gids: [[0, 100000, 65536]]}: who exists in a user namespace that is to be made. */
public final class IdMapOptions {
    public static final Set<String> NAMES = Set.of("uid", "gid", "uids", "gids");
    private static final String SHAPE = "[[INSIDE, OUTSIDE, COUNT], …]";

    private IdMapOptions() {}

    /** What is asked for; groups are as users where they are not given, and the other way round. */
    public static IdMaps of(Call call) {
        alone(call, "uid", "uids");
        alone(call, "gid", "gids");
        IdMaps caller = caller(call);
        Optional<IdMap> users = call.option("uids").map(m -> map("uids", m));
        Optional<IdMap> groups = call.option("gids").map(m -> map("gids", m));
        return new IdMaps(
                users.orElse(caller.users()),
                groups.or(() -> call.has("gid") ? Optional.empty() : users).orElse(caller.groups()));
    }

    private static void alone(Call call, String one, String many) {
        if (call.has(one) && call.has(many)) {
            throw new NsxException(call.verb().name() + " takes one of " + one + ": and " + many + ":")
                    .because(one + ": makes a map of its own, with the caller alone")
                    .at(many);
        }
    }

    private static IdMaps caller(Call call) {
        long uid = call.numberOption("uid").orElse(0L);
        long gid = call.numberOption("gid").orElse(uid);
        checked("uid", List.of(new Range(uid, 0, 1)));
        checked("gid", List.of(new Range(gid, 0, 1)));
        try {
            return call.session().kernel().call(call.context(), () -> UserNamespaces.caller(call.context(), uid, gid));
        } catch (NamespaceException e) {
            throw Failure.explain("cannot tell who is root in the user namespace", e);
        }
    }

    private static IdMap map(String option, Object value) {
        if (!(value instanceof List<?> rows) || rows.isEmpty()) {
            throw shapeless(option, value);
        }
        List<Range> ranges = new ArrayList<>();
        for (Object row : rows) {
            if (!(row instanceof List<?> numbers) || numbers.size() != 3) {
                throw shapeless(option, row);
            }
            ranges.add(new Range(id(option, numbers.get(0)), id(option, numbers.get(1)), id(option, numbers.get(2))));
        }
        return checked(option, ranges);
    }

    private static long id(String option, Object value) {
        if (!(value instanceof Integer || value instanceof Long)) {
            throw shapeless(option, value);
        }
        return ((Number) value).longValue();
    }

    private static IdMap checked(String option, List<Range> ranges) {
        try {
            return IdMap.checked(ranges);
        } catch (IllegalArgumentException e) {
            throw new NsxException(option + ": is no map of ids", e)
                    .because(e.getMessage())
                    .at(option);
        }
    }

    private static NsxException shapeless(String option, Object value) {
        return new NsxException(option + ": is no map of ids")
                .because("it has " + value + " where numbers are to be: " + SHAPE)
                .at(option)
                .hint("such as: " + option + ": [[0, 100000, 65536]]");
    }
}
