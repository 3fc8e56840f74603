package nsx.dsl.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lines as the text of a script: one block for each namespace, and in it one for each device. Lines that depend on
 * devices of a later block are in a second block.
 */
final class Script {
    private static final String INDENT = "    ";
    private final List<String> text = new ArrayList<>();

    private Script() {}

    /** The text of lines, in order within each place. */
    static String of(List<Line> lines) {
        Script script = new Script();
        Map<String, List<Line>> places = new LinkedHashMap<>();
        lines.forEach(
                l -> places.computeIfAbsent(l.place(), p -> new ArrayList<>()).add(l));
        Map<String, Integer> order = new HashMap<>();
        places.keySet().forEach(place -> order.put(place, order.size()));
        Map<String, List<Line>> second = new LinkedHashMap<>();
        places.forEach((place, all) -> {
            Map<Boolean, List<Line>> parts = all.stream()
                    .collect(Collectors.partitioningBy(l ->
                            l.after().stream().anyMatch(other -> order.getOrDefault(other, -1) > order.get(place))));
            script.place(place, parts.get(false));
            second.put(place, parts.get(true));
        });
        second.values().removeIf(List::isEmpty);
        second.forEach(script::place);
        return String.join("\n", script.text) + (script.text.isEmpty() ? "" : "\n");
    }

    private void place(String place, List<Line> lines) {
        if (!text.isEmpty()) {
            text.add("");
        }
        if (place.isEmpty()) {
            statements(lines, "");
            return;
        }
        text.add(place + " {");
        statements(lines, INDENT);
        text.add("}");
    }

    private void statements(List<Line> lines, String indent) {
        int i = 0;
        while (i < lines.size()) {
            Line line = lines.get(i++);
            if (!line.isHead()) {
                text.add(indent + line.alone());
                continue;
            }
            List<Line> within = new ArrayList<>();
            while (i < lines.size()
                    && lines.get(i).subject().equals(line.subject())
                    && lines.get(i).inside() != null) {
                within.add(lines.get(i++));
            }
            device(line, within, indent);
        }
    }

    private void device(Line head, List<Line> within, String indent) {
        if (within.isEmpty()) {
            text.add(indent + head.alone());
            return;
        }
        text.add(indent + head.inside() + " {");
        List<String> ports = new ArrayList<>();
        for (Line line : within) {
            if (line.what().equals("port") && !line.inside().contains(":")) {
                ports.add(line.inside().substring("port ".length()));
                continue;
            }
            ports(ports, indent);
            text.add(indent + INDENT + line.inside());
        }
        ports(ports, indent);
        text.add(indent + "}");
    }

    private void ports(List<String> ports, String indent) {
        if (!ports.isEmpty()) {
            text.add(indent + INDENT + "port " + String.join(", ", ports));
            ports.clear();
        }
    }
}
