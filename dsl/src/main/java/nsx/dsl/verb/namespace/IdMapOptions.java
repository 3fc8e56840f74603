package nsx.dsl.verb.namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.ns.IdMap;
import nsx.ns.IdMap.Range;
import nsx.ns.IdMaps;
import nsx.ns.NamespaceException;
import nsx.process.UserNamespaces;

/** {@code uid: 1000}, {@code gids: [[0, 100000, 65536]]}: the ids of a new user namespace. */
public final class IdMapOptions {
    private static final String SHAPE = "[[INSIDE, OUTSIDE, COUNT], …]";
    private static final long LARGEST = 0xfffffffeL;

    public static final Parameter<Long> UID = Parameter.named("uid", Reader.number(0, LARGEST), "your user id inside")
            .usually("0, root");
    public static final Parameter<Long> GID = Parameter.named("gid", Reader.number(0, LARGEST), "your group id inside")
            .usually("as uid");
    public static final Parameter<IdMap> UIDS = Parameter.named("uids", maps(), "the users inside: " + SHAPE);
    public static final Parameter<IdMap> GIDS =
            Parameter.named("gids", maps(), "the groups inside").usually("as uids");
    public static final List<Parameter<?>> ALL = List.of(UID, GID, UIDS, GIDS);

    private IdMapOptions() {}

    /** The maps of the call. Missing group ids are mapped as user ids, and vice versa. */
    public static IdMaps of(Call call) {
        alone(call, UID, UIDS);
        alone(call, GID, GIDS);
        IdMaps caller = caller(call);
        Optional<IdMap> users = call.find(UIDS);
        Optional<IdMap> groups = call.find(GIDS);
        return new IdMaps(
                users.orElse(caller.users()),
                groups.or(() -> call.has(GID) ? Optional.empty() : users).orElse(caller.groups()));
    }

    private static void alone(Call call, Parameter<?> one, Parameter<?> many) {
        if (call.has(one) && call.has(many)) {
            throw new NsxException(call.verb().name() + " takes either " + one + ": or " + many + ":")
                    .because(one + ": makes a map with the caller alone")
                    .at(many);
        }
    }

    private static IdMaps caller(Call call) {
        long uid = call.find(UID).orElse(0L);
        long gid = call.find(GID).orElse(uid);
        try {
            return call.session().kernel().call(call.context(), () -> UserNamespaces.caller(call.context(), uid, gid));
        } catch (NamespaceException e) {
            throw Failure.explain("cannot tell who is root in the user namespace", e);
        }
    }

    private static Reader<IdMap> maps() {
        return Reader.<IdMap>of(
                        Type.LIST,
                        "a map of ids such as [[0, 100000, 65536]]: " + SHAPE,
                        value -> value instanceof List<?> rows && !rows.isEmpty()
                                ? ranges(rows).map(IdMap::checked)
                                : Optional.empty())
                .such("[[0, 100000, 65536]]");
    }

    private static Optional<List<Range>> ranges(List<?> rows) {
        List<Range> ranges = new ArrayList<>();
        for (Object row : rows) {
            boolean three = row instanceof List<?> numbers
                    && numbers.size() == 3
                    && numbers.stream().allMatch(n -> n instanceof Integer || n instanceof Long);
            if (!three) {
                return Optional.empty();
            }
            List<Long> ids =
                    ((List<?>) row).stream().map(n -> ((Number) n).longValue()).toList();
            ranges.add(new Range(ids.get(0), ids.get(1), ids.get(2)));
        }
        return Optional.of(ranges);
    }
}
