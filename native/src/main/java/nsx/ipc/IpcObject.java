package nsx.ipc;

/**
 * The common attributes of System V objects (struct ipc_perm).
 *
 * @param key 0 (IPC_PRIVATE) for an object that can only be found by its identifier
 * @param id the kernel's identifier; negative for a planned object
 * @param mode permissions in the lowest nine bits; flags above them, such as the one of a segment that is to be
 * removed
 * @param uid the owner's id; all ids here are unsigned 32-bit numbers
 * @param creatorUid the creator's id
 */
public record IpcObject(int key, int id, int mode, long uid, long gid, long creatorUid, long creatorGid) {
    private static final int PERMISSIONS = 0777;

    /** The lowest nine bits of the mode. */
    public int permissions() {
        return mode & PERMISSIONS;
    }

    /** Whether the object is planned and does not exist yet. */
    public boolean isPlanned() {
        return id < 0;
    }

    /** Returns this object with other permissions. */
    public IpcObject withMode(int permissions) {
        return new IpcObject(key, id, mode & ~PERMISSIONS | permissions, uid, gid, creatorUid, creatorGid);
    }
}
