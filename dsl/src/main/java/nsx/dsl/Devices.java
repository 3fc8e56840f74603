package nsx.dsl;

import java.util.List;

/** The devices of the current network namespace, by name. */
final class Devices {
    private Devices() {}

    static boolean exists(Session session, String name) {
        return names(session).contains(name);
    }

    static List<String> names(Session session) {
        return List.of();
    }
}
