package nsx.repl.complete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceKind;
import nsx.repl.complete.LiveNames.Device;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Veth;

/** Proposes the values of one argument by its type, from the live state. */
final class ArgumentValues {
    /**
     * How a value is written: as a bare word if a name is expected, otherwise quoted; devices and namespaces can
     * always be bare.
     */
    private enum Form {
        NAME,
        TEXT,
        LITERAL
    }

    private static final String SERVICE = "unit/";

    private final Vocabulary vocabulary;
    private final LiveNames live;
    private final Spot spot;
    private final Shortlist list;
    private final PathValues paths;

    ArgumentValues(Vocabulary vocabulary, LiveNames live, Spot spot, Shortlist list) {
        this.vocabulary = vocabulary;
        this.live = live;
        this.spot = spot;
        this.list = list;
        this.paths = new PathValues(live, spot, list);
    }

    /**
     * @param word the word that takes the argument
     * @param taken the texts of the arguments before it
     */
    void add(Parameter<?> parameter, String word, Set<String> taken) {
        if (!parameter.choices().isEmpty()) {
            choices(parameter.choices());
            return;
        }
        parameter.type().kind().ifPresent(this::namespaces);
        switch (parameter.type()) {
            case LINK -> devices(live);
            case NEW_LINK -> newDevice(word, taken);
            case ENDPOINT -> endpoints(pair(word), taken);
            case NAMESPACE -> nouns(word);
            case INODE -> put("namespaces", live.inodes(), Form.LITERAL);
            case KIND ->
                choices(Arrays.stream(NamespaceKind.values())
                        .map(NamespaceKind::file)
                        .toList());
            case CONTAINER -> put("containers", live.containers(), Form.NAME);
            case CGROUP -> put("control groups", live.cgroups(), Form.NAME);
            case TENANT -> put(parameter.name() + "s", live.tenants(parameter.name()), Form.TEXT);
            case USER -> put("users", live.users(), Form.TEXT);
            case PID -> put("processes", live.processes(), Form.LITERAL);
            case SHM_KEY -> keys(SysvKind.SHM);
            case MSG_KEY -> keys(SysvKind.MSG);
            case SEM_KEY -> keys(SysvKind.SEM);
            case QUEUE -> put("message queues", live.queues(), Form.TEXT);
            case FILESYSTEM -> put("file systems", live.filesystems(), Form.TEXT);
            case WORD -> words();
            default -> more(parameter, taken);
        }
    }

    private void more(Parameter<?> parameter, Set<String> taken) {
        switch (parameter.type()) {
            case ADDRESS -> addresses();
            case DESTINATION -> {
                addresses();
                namespaces(NamespaceKind.NET);
                titles();
            }
            case ORIGIN -> titles();
            case SOURCE -> {
                devices(live);
                put("addresses here", Subnets.addresses(live.addresses()), Form.TEXT);
            }
            case PREFIX -> {
                put("networks", List.of(Item.of("default", "every address")), Form.TEXT);
                put("networks", Subnets.networks(live.addresses()), Form.TEXT);
            }
            case NEW_ADDRESS -> {
                put("free addresses", Subnets.free(live.addresses()), Form.TEXT);
                put("addresses here", Subnets.assigned(live.addresses()), Form.TEXT);
            }
            case SYSCTL -> paths.sysctls();
            case SCRIPT -> {
                put("scripts of the library", live.scripts(), Form.TEXT);
                paths.files();
            }
            case FILE -> paths.files();
            case COMMAND -> paths.command();
            default -> {}
        }
    }

    private void addresses() {
        put("addresses of others", live.others(), Form.TEXT);
        put("addresses here", Subnets.addresses(live.addresses()), Form.TEXT);
    }

    /** Proposes tenants as KIND/NAME; services, which every machine has many of, only after their kind. */
    private void titles() {
        boolean services = spot.fragment().startsWith(SERVICE);
        put(
                "containers",
                live.titles().stream()
                        .filter(t -> t.text().startsWith(SERVICE) == services)
                        .toList(),
                Form.TEXT);
    }

    private void choices(List<String> all) {
        boolean literal = all.stream().allMatch(c -> c.matches("true|false|\\d+"));
        put("values", all.stream().map(Item::of).toList(), literal ? Form.LITERAL : Form.TEXT);
    }

    private void namespaces(NamespaceKind kind) {
        put(kind.title() + " namespaces", live.namespaces(kind), Form.NAME);
    }

    private void devices(LiveNames where) {
        put("devices", where.devices().stream().map(Device::item).toList(), Form.NAME);
    }

    /** Proposes the next free name, and the existing devices of that kind, which the word also accepts. */
    private void newDevice(String word, Set<String> taken) {
        List<Device> all = live.devices();
        free(Kinds.named(word).map(Kind::prefix).orElse(word), all, taken, "");
        put(
                "devices",
                all.stream()
                        .filter(d -> d.kind().equals(word))
                        .map(Device::item)
                        .toList(),
                Form.NAME);
    }

    private void free(String stem, List<Device> devices, Set<String> taken, String before) {
        Set<String> used = devices.stream().map(Device::name).collect(Collectors.toCollection(TreeSet::new));
        used.addAll(taken);
        String name = Stream.iterate(0, n -> n + 1)
                .map(n -> before + stem + n)
                .filter(n -> !used.contains(n) && !used.contains(n.substring(before.length())))
                .findFirst()
                .orElseThrow();
        put("new", List.of(Item.of(name, "a free name")), Form.NAME);
    }

    /** The kind of pair that the word creates; the default kind for other words. */
    private static Kind pair(String word) {
        return Kinds.named(word).filter(Kind::isPair).orElse(Veth.KIND);
    }

    /** Proposes endpoints: {@code NS:DEV}, {@code DEV}, or a namespace. */
    private void endpoints(Kind kind, Set<String> taken) {
        int colon = spot.fragment().indexOf(':');
        if (colon >= 0 && spot.quoted()) {
            String before = spot.fragment().substring(0, colon + 1);
            LiveNames there = live.at(new NamespaceReference.Named(NamespaceKind.NET, before.substring(0, colon)));
            free(kind.prefix(), there.devices(), taken, before);
            put(
                    "devices",
                    there.devices().stream()
                            .map(d -> d.item().withText(before + d.name()))
                            .toList(),
                    Form.TEXT);
            return;
        }
        List<Device> devices = live.devices();
        free(kind.prefix(), devices, taken, "");
        put(
                "devices",
                devices.stream()
                        .filter(d -> d.kind().equals(kind.name()))
                        .map(Device::item)
                        .toList(),
                Form.NAME);
        Function<Item, Item> form = spot.quoted() ? i -> i.withText(i.text() + ":") : Function.identity();
        List<Item> namespaces = live.namespaces(NamespaceKind.NET);
        list.add(
                "network namespaces",
                shown(namespaces, Form.NAME).stream().map(form).toList(),
                false);
    }

    /** Proposes words that return the expected type. */
    private void nouns(String word) {
        if (!spot.quoted()) {
            list.add(
                    "words",
                    Arrays.stream(NamespaceKind.values())
                            .map(k -> k.file() + "ns")
                            .flatMap(n -> vocabulary.find(n).stream())
                            .map(v -> Item.of(v.name() + "(", v.summary()))
                            .toList(),
                    false);
        }
    }

    private void keys(SysvKind kind) {
        put("keys in use", live.keys(kind), spot.quoted() ? Form.TEXT : Form.LITERAL);
    }

    private void words() {
        for (Theme theme : Theme.values()) {
            put(
                    theme.title(),
                    vocabulary.verbs().stream()
                            .filter(v -> v.theme() == theme)
                            .map(v -> Item.of(v.name(), v.summary()))
                            .toList(),
                    Form.NAME);
        }
    }

    private void put(String group, List<Item> items, Form form) {
        list.add(group, shown(items, form), false);
    }

    private List<Item> shown(List<Item> items, Form form) {
        List<Item> shown = new ArrayList<>(items.size());
        for (Item item : items) {
            String text = item.text();
            if (!text.startsWith(spot.fragment()) && !spot.fragment().isEmpty()) {
                continue;
            }
            if (spot.quoted() ? isQuotable(text) : form == Form.LITERAL) {
                shown.add(item);
            } else if (!spot.quoted() && form == Form.NAME && isIdentifier(text)) {
                shown.add(item);
            } else if (!spot.quoted() && isQuotable(text)) {
                shown.add(item.withText("'" + text + "'"));
            }
        }
        return shown;
    }

    /** Whether a text is an identifier; written as a loop because it is called for every one of ten thousand names. */
    static boolean isIdentifier(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = i == 0 ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c);
            if (!fits || Character.isIdentifierIgnorable(c)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether a text can stand between quotes as it is. */
    static boolean isQuotable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"' || c == '\\' || Character.isISOControl(c)) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
