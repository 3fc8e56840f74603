package nsx.dsl.topology;

import groovy.json.JsonGenerator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nsx.topology.ChangeMark;
import nsx.topology.DefaultRoute;
import nsx.topology.Device;
import nsx.topology.Device.Assigned;
import nsx.topology.Device.Far;
import nsx.topology.Net;
import nsx.topology.Topology;
import nsx.topology.Translation;

/**
 * Writes everything as one JSON document. In a comparison with an earlier topology each object has a {@code mark}:
 * same, added, gone or changed.
 */
public final class TopologyJson {
    private static final JsonGenerator GENERATOR =
            new JsonGenerator.Options().disableUnicodeEscaping().build();
    private final boolean marks;

    private TopologyJson(boolean marks) {
        this.marks = marks;
    }

    public static String of(Topology topology) {
        return GENERATOR.toJson(document(topology)) + "\n";
    }

    /** The document as maps and lists. */
    public static Map<String, Object> document(Topology topology) {
        TopologyJson json = new TopologyJson(topology.before().isPresent());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("namespaces", topology.nets().stream().map(json::net).toList());
        document.put("notes", topology.notes());
        return document;
    }

    private Map<String, Object> net(Net net) {
        Map<String, Object> map = marked(net.mark());
        map.put("inode", net.inode());
        map.put("names", net.names());
        map.put("host", net.host());
        map.put("current", net.current());
        map.put("pid", net.leader().map(Net.Leader::pid).orElse(null));
        map.put("command", net.leader().map(Net.Leader::command).orElse(null));
        map.put("refused", net.refused().orElse(null));
        map.put("devices", net.devices().stream().map(this::device).toList());
        map.put("defaultRoutes", net.routes().stream().map(this::route).toList());
        map.put("nat", net.nat().stream().map(this::nat).toList());
        map.put("networks", net.networks());
        return map;
    }

    private Map<String, Object> device(Device device) {
        Map<String, Object> map = marked(device.mark());
        map.put("index", device.index());
        map.put("name", device.name());
        map.put("kind", device.kind());
        map.put("state", device.state());
        map.put("addresses", device.addresses().stream().map(this::address).toList());
        map.put("master", device.master().orElse(null));
        map.put("peer", far(device.peer()));
        map.put("lower", far(device.lower()));
        map.put("remote", device.remote().orElse(null));
        return map;
    }

    private Object address(Assigned address) {
        if (!marks) {
            return address.address();
        }
        Map<String, Object> map = marked(address.mark());
        map.put("address", address.address());
        return map;
    }

    /** The other end; its namespace is null if it is not visible. */
    private static Map<String, Object> far(Optional<Far> far) {
        return far.map(f -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("namespace", f.inode() == 0 ? null : f.inode());
                    map.put("index", f.index());
                    map.put("device", f.device().orElse(null));
                    return map;
                })
                .orElse(null);
    }

    private Map<String, Object> route(DefaultRoute route) {
        Map<String, Object> map = marked(route.mark());
        map.put("family", route.family());
        map.put("via", route.via().orElse(null));
        map.put("dev", route.dev().orElse(null));
        map.put("metric", route.metric());
        return map;
    }

    private Map<String, Object> nat(Translation translation) {
        Map<String, Object> map = marked(translation.mark());
        map.put("kind", translation.kind());
        map.put("text", translation.text());
        return map;
    }

    private Map<String, Object> marked(ChangeMark mark) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (marks) {
            map.put("mark", mark.name().toLowerCase());
        }
        return map;
    }
}
