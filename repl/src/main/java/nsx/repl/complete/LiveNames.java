package nsx.repl.complete;

import java.util.List;
import java.util.Optional;
import nsx.dsl.op.ipc.SysvKind;
import nsx.ns.NamespaceKind;

/**
 * The names that exist now, as seen from one set of namespaces. Reading them changes nothing and runs no code of a user. A list that
 * cannot be read is empty.
 */
public interface LiveNames {
    /** The names as seen from other namespaces. If those do not exist, only the session's own names are visible. */
    LiveNames at(NamespaceReference place);

    /** The names of namespaces, in order. */
    default List<Item> namespaces(NamespaceKind kind) {
        return List.of();
    }

    /** The numbers of namespaces. */
    default List<Item> inodes() {
        return List.of();
    }

    default List<Item> containers() {
        return List.of();
    }

    default List<Item> cgroups() {
        return List.of();
    }

    /** The devices, sorted by index. */
    default List<Device> devices() {
        return List.of();
    }

    /**
     * A device.
     *
     * @param kind the kind in scripts; {@code loopback} for lo
     */
    record Device(String name, String kind, boolean up) {
        Item item() {
            return Item.of(name, kind + (up ? ", up" : ", down"));
        }
    }

    default List<Assigned> addresses() {
        return List.of();
    }

    /** An address with its prefix, {@code 10.0.0.1/24}, and the device that has it. */
    record Assigned(String prefix, String device) {}

    /** The addresses of other machines: gateways, neighbours, other namespaces. */
    default List<Item> others() {
        return List.of();
    }

    default List<Item> processes() {
        return List.of();
    }

    /** The names of other programs' containers and units, by kind: {@code docker}, {@code unit}, … */
    default List<Item> tenants(String kind) {
        return List.of();
    }

    /** The names of all of those as KIND/NAME: {@code docker/web}. */
    default List<Item> titles() {
        return List.of();
    }

    default List<Item> users() {
        return List.of();
    }

    default List<Item> filesystems() {
        return List.of();
    }

    default List<Item> keys(SysvKind kind) {
        return List.of();
    }

    /** The POSIX message queues. */
    default List<Item> queues() {
        return List.of();
    }

    /**
     * The entries of a directory below /proc/sys; the empty name is /proc/sys itself. A directory ends with a slash.
     */
    default List<Item> sysctls(String directory) {
        return List.of();
    }

    /**
     * The entries of a directory; the empty name is the directory that nsx was started in. A directory ends with a
     * slash.
     */
    default List<Item> files(String directory) {
        return List.of();
    }

    /** The programs that a shell finds by name, in alphabetical order. */
    default List<Item> programs() {
        return List.of();
    }

    /** The scripts of the standard library. */
    default List<Item> scripts() {
        return List.of();
    }

    /** The arguments of a library script, as declared in its first comment. */
    default List<Item> scriptArguments(String script) {
        return List.of();
    }

    /** The session's variables. */
    default List<Item> variables() {
        return List.of();
    }

    /** The class of a variable's value. */
    default Optional<Class<?>> variable(String name) {
        return Optional.empty();
    }

    /** The value of a variable. */
    default Optional<Object> value(String variable) {
        return Optional.empty();
    }

    /** The keys of a map in a variable. */
    default List<Item> keys(String variable) {
        return List.of();
    }
}
