package nsx.dsl.shape;

import nsx.dsl.error.NsxException;

/** The outlet of a thread without a session. */
final class Nowhere implements Outlet {
    @Override
    public void save(Object table, Object file) {
        throw refusal();
    }

    @Override
    public Object pipe(Object value, Object command) {
        throw refusal();
    }

    private static NsxException refusal() {
        return new NsxException("this thread belongs to no session");
    }
}
