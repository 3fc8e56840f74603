package nsx.dsl.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.error.NsxException;

/**
 * An inventory of Ansible in its INI form: hosts, groups and groups of groups, with {@code ansible_host}, {@code
 * ansible_user}, {@code ansible_port} and {@code ansible_ssh_private_key_file}; {@code nsx} is the nsx command on the
 * host. Other variables are ignored.
 */
public final class Inventory {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]]+)(?::(\\w+))?]");
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_]\\w*)=(\"[^\"]*\"|'[^']*'|\\S*)");
    private static final Pattern RANGE = Pattern.compile("([^\\[]*)\\[(\\d+):(\\d+)](.*)");
    private static final int MOST_OF_RANGE = 10_000;

    private final Map<String, Map<String, String>> hosts = new LinkedHashMap<>();
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> ofGroups = new LinkedHashMap<>();

    private Inventory() {}

    /**
     * Parses an inventory.
     *
     * @param file the file name for errors
     */
    public static Inventory parse(String file, String text) {
        Inventory inventory = new Inventory();
        String group = "ungrouped";
        String what = null;
        int number = 0;
        for (String raw : text.split("\n")) {
            number++;
            String line = raw.replaceAll("(^|\\s)[#;].*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                group = section.group(1);
                what = section.group(2);
                inventory.groups.computeIfAbsent(group, g -> new LinkedHashSet<>());
                if (what != null && !Set.of("children", "vars", "hosts").contains(what)) {
                    throw new NsxException(file + ":" + number + ": an inventory has no section " + line).at(file);
                }
            } else {
                inventory.add(group, what, line);
            }
        }
        return inventory;
    }

    private void add(String group, String what, String line) {
        if ("vars".equals(what)) {
            ofGroups.computeIfAbsent(group, g -> new LinkedHashMap<>())
                    .putAll(variables(line.replaceFirst("\\s*=\\s*", "=")));
            return;
        }
        String name = line.split("\\s+", 2)[0];
        for (String one : "children".equals(what) ? List.of(name) : range(name)) {
            groups.computeIfAbsent(group, g -> new LinkedHashSet<>()).add(one);
            if (!"children".equals(what)) {
                hosts.computeIfAbsent(one, h -> new LinkedHashMap<>()).putAll(variables(line.substring(name.length())));
            }
        }
    }

    private static Map<String, String> variables(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            all.put(variable.group(1), variable.group(2).replaceAll("^[\"']|[\"']$", ""));
        }
        return all;
    }

    /** Expands a range: {@code web[01:03]} stands for three hosts. */
    private static List<String> range(String name) {
        Matcher range = RANGE.matcher(name);
        if (!range.matches() || range.group(2).length() > 9 || range.group(3).length() > 9) {
            return List.of(name);
        }
        int from = Integer.parseInt(range.group(2));
        int to = Integer.parseInt(range.group(3));
        if (to - from > MOST_OF_RANGE) {
            throw new NsxException(name + " is too many hosts").at(name);
        }
        List<String> all = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            String digits = String.format("%0" + range.group(2).length() + "d", i);
            all.addAll(range(range.group(1) + digits + range.group(4)));
        }
        return all;
    }

    /** The hosts of the inventory. */
    public List<Host> hosts() {
        return hosts.keySet().stream().map(this::host).toList();
    }

    private Host host(String name) {
        Map<String, String> said = new LinkedHashMap<>();
        said.putAll(ofGroups.getOrDefault("all", Map.of()));
        groups().forEach((group, members) -> {
            if (members.contains(name)) {
                said.putAll(ofGroups.getOrDefault(group, Map.of()));
            }
        });
        said.putAll(hosts.get(name));
        String address = said.getOrDefault("ansible_host", name);
        String user = said.get("ansible_user");
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("port", said.get("ansible_port"));
        options.put("key", said.get("ansible_ssh_private_key_file"));
        options.put("nsx", said.get("nsx"));
        return HostsScope.host(name, user == null ? address : user + "@" + address, options);
    }

    /** The names of the hosts of each group, including those of its subgroups. */
    public Map<String, List<String>> groups() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        groups.keySet().forEach(group -> {
            Set<String> members = new LinkedHashSet<>();
            collect(group, members, new LinkedHashSet<>());
            all.put(group, List.copyOf(members));
        });
        all.put("all", List.copyOf(hosts.keySet()));
        return all;
    }

    private void collect(String group, Set<String> members, Set<String> seen) {
        if (!seen.add(group)) {
            return;
        }
        for (String member : groups.getOrDefault(group, Set.of())) {
            if (hosts.containsKey(member)) {
                members.add(member);
            } else {
                collect(member, members, seen);
            }
        }
    }
}
