package nsx.ipc;

/**
 * What every System V object has (struct ipc_perm).
 *
 * @param key 0 (IPC_PRIVATE) for one that only its identifier leads to
 * @param id the kernel's identifier; negative for one that is planned only
 * @param mode permissions in the lowest nine bits; above them are flags, such as that a segment is to be removed
 * @param uid the owner's id, up to 32 bits without a sign, as are all of these
 * @param creatorUid who made it
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
