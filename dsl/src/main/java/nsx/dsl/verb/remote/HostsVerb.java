package nsx.dsl.verb.remote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.error.Failure;
import nsx.dsl.remote.Host;
import nsx.dsl.remote.Hosts;
import nsx.dsl.remote.HostsScope;
import nsx.dsl.remote.Inventory;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.sys.Files;
import nsx.sys.SysException;

/** {@code hosts { h1 'root@10.0.0.1' }}: declares other hosts with their ssh(1) addresses. */
public final class HostsVerb extends Verb {
    /** The size limit of an inventory in bytes, far beyond one that a person wrote. */
    private static final int LARGEST = 16 << 20;

    private static final Parameter<String> FILE =
            Parameter.optional("file", Reader.text(Type.FILE), "an inventory of Ansible in its INI form");
    private static final Parameter<Integer> PORT =
            Parameter.named("port", Reader.integer(1, 65535), "of those in the block that say no other");
    private static final Parameter<String> KEY =
            Parameter.named("key", Reader.text(Type.FILE), "a file with the private key for them");
    private static final Parameter<String> CONFIG =
            Parameter.named("config", Reader.text(Type.FILE), "a file in place of ~/.ssh/config");
    private static final Parameter<String> NSX =
            Parameter.named("nsx", Reader.text(), "the command on them").usually("nsx");
    private static final Parameter<String> TARBALL = Parameter.named(
                    "tarball", Reader.text(Type.FILE), "what is sent to those without nsx")
            .usually("that of the nsx that runs");
    private static final Parameter<String> INTO =
            Parameter.named("into", Reader.text(), "the directory there for it").usually("~/.cache/nsx/hosts");
    private static final List<String> COLUMNS = List.of("name", "destination", "port", "groups");

    public HostsVerb() {
        super(Entry.of("hosts", "declare other hosts, and how ssh gets there", Theme.HOSTS)
                .takes(FILE, PORT, KEY, CONFIG, NSX, TARBALL, INTO)
                .takes(Parameter.block(
                        "for each host its name, the destination for ssh, and port: key: config: nsx: tarball: into:"))
                .example("by name", "hosts { h1 'root@10.0.0.1'; h2 'h2.example', port: 2222 }\nhosts()")
                .related("on", "atomic"));
    }

    @Override
    public boolean asks(Call call) {
        return !call.has(FILE) && call.block().isEmpty();
    }

    @Override
    public Object run(Call call) {
        Hosts hosts = Hosts.of(call.session());
        call.find(FILE).ifPresent(file -> read(hosts, file));
        Map<String, Object> usual = new LinkedHashMap<>();
        List.of(PORT, KEY, CONFIG, NSX, TARBALL, INTO)
                .forEach(option -> call.find(option).ifPresent(value -> usual.put(option.name(), value)));
        call.block().ifPresent(block -> {
            HostsScope scope = new HostsScope(usual);
            Blocks.run(call.session(), block, scope);
            scope.hosts().values().forEach(hosts::declare);
        });
        return table(hosts);
    }

    private static void read(Hosts hosts, String file) {
        try {
            Inventory inventory = Inventory.parse(file, Files.readText(file, LARGEST));
            inventory.hosts().forEach(hosts::declare);
            inventory.groups().forEach(hosts::group);
        } catch (SysException e) {
            throw Failure.explain("cannot read the inventory " + file, e).at(file);
        }
    }

    private static Table<Map<String, Object>> table(Hosts hosts) {
        List<Map<String, Object>> rows =
                hosts.all().stream().map(host -> row(hosts, host)).toList();
        return Table.of(COLUMNS, rows);
    }

    private static Map<String, Object> row(Hosts hosts, Host host) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", host.name());
        row.put("destination", host.destination());
        row.put("port", host.port().orElse(null));
        row.put(
                "groups",
                hosts.groups().entrySet().stream()
                        .filter(g -> !g.getKey().equals("all") && g.getValue().contains(host.name()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
        return row;
    }
}
