package nsx.dsl.op.ipc;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nsx.ipc.IpcObject;

/**
 * The name of a System V object: a key, or the kernel's identifier.
 *
 * @param key 0 when the identifier leads to it
 * @param id looked at when the key is 0 only
 */
public record SysvName(SysvKind kind, int key, int id) {
    public static SysvName key(SysvKind kind, int key) {
        return new SysvName(kind, key, -1);
    }

    public static SysvName id(SysvKind kind, int id) {
        return new SysvName(kind, 0, id);
    }

    public boolean hasKey() {
        return key != 0;
    }

    /** As ipcs(1) shows keys. */
    public static String hex(int key) {
        return String.format("0x%08x", key);
    }

    /** {@code 0x00001234}, or {@code shmid 3}. */
    public String text() {
        return hasKey() ? hex(key) : kind.idName() + " " + id;
    }

    /** {@code message queue 0x00001234}. */
    public String prose() {
        return kind.title() + " " + text();
    }

    /** Whether this is a name of the object. */
    public boolean leadsTo(IpcObject object) {
        return hasKey() ? object.key() == key : object.id() == id;
    }

    public <T> Optional<T> find(List<T> all, Function<T, IpcObject> object) {
        return all.stream().filter(o -> leadsTo(object.apply(o))).findFirst();
    }

    /** The identifier, as perl gets at it. */
    String perl() {
        return hasKey() ? kind.perl(hex(key)) : String.valueOf(id);
    }
}
