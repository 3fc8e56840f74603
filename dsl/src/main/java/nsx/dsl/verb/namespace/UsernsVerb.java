package nsx.dsl.verb.namespace;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.NamespaceOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Parameter;
import nsx.ns.IdMap;
import nsx.ns.IdMaps;
import nsx.ns.NamespaceKind;
import nsx.process.UserNamespaces;

/** {@code userns 'a' { … }}: a namespace with its own ids and capabilities; programs run in it as root by default. */
public final class UsernsVerb extends NamedNamespaceVerb {
    public UsernsVerb() {
        super(
                NamespaceKind.USER,
                entry(NamespaceKind.USER, IdMapOptions.UID, IdMapOptions.GID, IdMapOptions.UIDS, IdMapOptions.GIDS)
                        .example("root inside", "userns('u') { output 'id -u' }")
                        .example("another user inside", "userns('v', uid: 1000) { output 'id -u' }")
                        .example("its map of users", "userns 'w', uid: 1000\nuserns('w').uidMap")
                        .related("unshare", "delete"));
    }

    @Override
    List<Parameter<?>> making() {
        return IdMapOptions.ALL;
    }

    @Override
    NamespaceValue ensure(Call call, String name, NamedSet all) {
        Session session = call.session();
        if (call.arguments().options().isEmpty()) {
            return all.ensure(name, () -> creation(session, IdMapOptions.of(call), name));
        }
        IdMaps wanted = IdMapOptions.of(call);
        NamespaceValue value = all.ensure(name, () -> creation(session, wanted, name));
        // a planned namespace has no maps yet that could differ
        if (!value.namespace().isPlanned()) {
            agree(session, value, wanted);
        }
        return value;
    }

    private static Operation creation(Session session, IdMaps maps, String name) {
        return NamespaceOperations.createUser(session.kernel(), session.context(), maps, name);
    }

    private static void agree(Session session, NamespaceValue value, IdMaps wanted) {
        session.kernel().call(session.context(), () -> {
            IdMaps maps = UserNamespaces.maps(value.namespace());
            IdMaps seen = UserNamespaces.seenFromHere(session.context(), wanted);
            agree(value, maps.users(), seen.users(), "users");
            agree(value, maps.groups(), seen.groups(), "groups");
            return null;
        });
    }

    private static void agree(NamespaceValue value, IdMap map, IdMap wanted, String what) {
        if (!map.sameAs(wanted)) {
            throw new NsxException("user namespace " + value.name() + " exists with other " + what)
                    .because("it has " + (map.isEmpty() ? "none" : map) + ", and a map can be written only once")
                    .at(value.name())
                    .hint("delete userns: '" + value.name() + "' allows a new one");
        }
    }
}
