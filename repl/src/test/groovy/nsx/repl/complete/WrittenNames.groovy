package nsx.repl.complete

import nsx.dsl.op.ipc.SysvKind
import nsx.ns.NamespaceKind

/** The names of a kernel that is written down. */
class WrittenNames implements LiveNames {
    List<LiveNames.Device> devices = []
    List<LiveNames.Assigned> addresses = []
    Map<NamespaceKind, List<String>> names = [:]
    Map<String, WrittenNames> inside = [:]
    Map<String, Class<?>> variables = [:]
    Map<String, List<String>> directories = [:]

    LiveNames at(NamespaceReference place) {
        inside[place instanceof NamespaceReference.Named ? place.name() : place instanceof NamespaceReference.Variable ? place.name()
            : place instanceof NamespaceReference.OfProcess ? "pid ${place.pid()}" as String : place.class.simpleName] ?: new WrittenNames(variables: variables, inside: inside)
    }

    List<Item> namespaces(NamespaceKind kind) { items(names[kind] ?: []) }

    List<LiveNames.Assigned> addresses() { addresses }

    List<LiveNames.Device> devices() { devices }

    List<Item> others() { items(['10.0.0.254']) }

    List<Item> containers() { items(['web']) }

    List<Item> titles() { items(['docker/web', 'pod/default/db', 'unit/ssh.service']) }

    List<Item> cgroups() { items(['demo']) }

    List<Item> processes() { [Item.of('42', 'sleep 100')] }

    List<Item> users() { items(['root', 'daemon']) }

    List<Item> inodes() { [Item.of('4026532384', 'net, process 42')] }

    List<Item> keys(SysvKind kind) { items(kind == SysvKind.SHM ? ['0x00001234'] : ['0x00000007']) }

    List<Item> queues() { items(['/jobs']) }

    List<Item> filesystems() { items(['proc', 'tmpfs']) }

    List<Item> sysctls(String directory) { entries('/proc/sys/' + directory) }

    List<Item> files(String directory) { entries(directory) }

    private List<Item> entries(String directory) {
        (directories[directory] ?: []).collect { String entry ->
            new Item(entry - '/', { '' }, { entry.endsWith('/') ? '/' : '' })
        }
    }

    List<Item> programs() { items(['cat', 'ip']) }

    List<Item> scripts() { [Item.of('lab/star', 'a star')] }

    List<Item> scriptArguments(String script) { script == 'lab/star' ? [Item.of('--down', 'take it away')] : [] }

    List<Item> variables() { items(variables.keySet().sort()) }

    Optional<Class<?>> variable(String name) { Optional.ofNullable(variables[name]) }

    static List<Item> items(List<String> texts) { texts.collect { Item.of(it) } }
}
