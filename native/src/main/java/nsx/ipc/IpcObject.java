package nsx.ipc;

/**
 * The common attributes of System V objects (struct ipc_perm).
 *
 * @param key 0 (IPC_PRIVATE) for an object that only its identifier leads to
 * @param id the kernel's identifier; negative for a planned object
 * @param mode permissions in the lowest nine bits; flags above them, such as that a segment is to be removed
 * @param uid the owner's id; all ids here are unsigned 32-bit numbers
 * @param creatorUid the id of the maker
 */
public record IpcObject(int key, int id, int mode, long uid, long gid, long creatorUid, long creatorGid) {
    private static final int PERMISSIONS = 0777;

    /** The lowest nine bits of the mode. */
    public int permissions() {
        return mode & PERMISSIONS;
    }

    /** Whether it is not there yet: a plan would make it. */
    public boolean isPlanned() {
        return id < 0;
    }

    /** This object with other permissions. */
    public IpcObject withMode(int permissions) {
        return new IpcObject(key, id, mode & ~PERMISSIONS | permissions, uid, gid, creatorUid, creatorGid);
    }
}
