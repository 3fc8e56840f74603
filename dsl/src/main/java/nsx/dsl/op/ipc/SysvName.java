package nsx.dsl.op.ipc;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nsx.ipc.IpcObject;

/**
 * The name of a System V object: a key, or the kernel's identifier.
 *
 * @param key the key; 0 if the identifier names the object
 * @param id the identifier; only used if the key is 0
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

    /** The key in the format of ipcs(1). */
    public static String hex(int key) {
        return String.format("0x%08x", key);
    }

    /** Returns {@code 0x00001234} or {@code shmid 3}. */
    public String text() {
        return hasKey() ? hex(key) : kind.idName() + " " + id;
    }

    /** Returns {@code message queue 0x00001234}. */
    public String prose() {
        return kind.title() + " " + text();
    }

    /** Whether this names the object. */
    public boolean leadsTo(IpcObject object) {
        return hasKey() ? object.key() == key : object.id() == id;
    }

    public <T> Optional<T> find(List<T> all, Function<T, IpcObject> object) {
        return all.stream().filter(o -> leadsTo(object.apply(o))).findFirst();
    }

    /** The perl expression for the identifier. */
    String perl() {
        return hasKey() ? kind.perl(hex(key)) : String.valueOf(id);
    }
}
