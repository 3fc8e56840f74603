package nsx.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Flags;
import nsx.netlink.Message;
import nsx.rtnl.Link;
import nsx.rtnl.Rtm;

/**
 * The objects of one network namespace, built from messages. It finds changes in single messages and, after messages
 * were lost, in a whole dump. The result depends on the messages only.
 */
final class NetworkState {
    private static final int DELNSID = Rtm.NEWNSID.number() + 1;

    private Map<String, NetworkObject> objects = new LinkedHashMap<>();
    /** The messages that were read together with the one that is applied. */
    private List<Message> together = List.of();

    /** Applies messages that were read together; a bridge's own addresses come before the bridge itself. */
    List<Change> apply(List<Message> messages) {
        together = messages;
        List<Change> changes = messages.stream().flatMap(m -> apply(m).stream()).toList();
        together = List.of();
        return changes;
    }

    /** Applies a message; returns the change, or empty if the message contains no news. */
    Optional<Change> apply(Message message) {
        return NetworkObject.of(message, this::device)
                .flatMap(now -> isDeletion(message.type()) ? delete(now) : add(now, message));
    }

    private static boolean isDeletion(int type) {
        return type == Rtm.DELLINK.number()
                || type == Rtm.DELADDR.number()
                || type == Rtm.DELROUTE.number()
                || type == Rtm.DELNEIGH.number()
                || type == Rtm.DELRULE.number()
                || type == Rtm.DELNEXTHOP.number()
                || type == Rtm.DELQDISC.number()
                || type == DELNSID;
    }

    private Optional<Change> add(NetworkObject now, Message message) {
        NetworkObject before = objects.put(now.key(), now);
        if (message.type() == Rtm.NEWROUTE.number()) {
            // the kernel silently removes the IPv4 routes of a device that goes down, so a route that appears is new
            String what = message.has(Flags.REPLACE) ? Change.CHANGED : Change.ADDED;
            return Optional.of(new Change(what, now.name(), now.text()));
        }
        if (before == null) {
            return Optional.of(new Change(Change.ADDED, now.name(), now.text()));
        }
        return changed(before, now);
    }

    private static Optional<Change> changed(NetworkObject before, NetworkObject now) {
        String details = now.since(before);
        return details.isEmpty() ? Optional.empty() : Optional.of(new Change(Change.CHANGED, before.name(), details));
    }

    private Optional<Change> delete(NetworkObject gone) {
        NetworkObject before = objects.remove(gone.key());
        // the kernel silently removes the qdiscs of a deleted device
        if (gone.name().startsWith("link ")) {
            String index = gone.key().substring("link ".length());
            objects.keySet().removeIf(key -> key.startsWith(NetworkObject.qdiscKey(Integer.parseInt(index))));
        }
        return Optional.of(
                new Change(Change.DELETED, gone.name(), (before == null ? gone : before.onDeviceOf(gone)).text()));
    }

    /** Replaces the state by a dump and returns the changes since. */
    List<Change> resync(List<Message> dump) {
        Map<String, NetworkObject> old = objects;
        objects = new LinkedHashMap<>();
        List<Change> changes = new ArrayList<>();
        for (Message message : dump) {
            NetworkObject.of(message, this::device).ifPresent(now -> {
                objects.put(now.key(), now);
                NetworkObject before = old.remove(now.key());
                if (before == null) {
                    changes.add(new Change(Change.ADDED, now.name(), now.text()));
                } else {
                    changed(before, now).ifPresent(changes::add);
                }
            });
        }
        old.values().forEach(gone -> changes.add(new Change(Change.DELETED, gone.name(), gone.text())));
        return changes;
    }

    /** The name of a device; {@code if7} if it is unknown, as in ip(8). */
    private String device(int index) {
        NetworkObject link = objects.get(NetworkObject.linkKey(index));
        return link == null
                ? coming(index).orElse("if" + index)
                : link.properties().get("name");
    }

    private Optional<String> coming(int index) {
        return together.stream()
                .filter(m -> m.type() == Rtm.NEWLINK.number())
                .map(Link::decode)
                .filter(link -> link.index() == index)
                .map(Link::name)
                .findFirst();
    }
}
