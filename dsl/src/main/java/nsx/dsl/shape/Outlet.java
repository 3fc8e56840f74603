package nsx.dsl.shape;

/** Where what a table is goes: a file, or a program. The session of the calling thread is one. */
public interface Outlet {
    /** Writes the table to a file in the format that the ending of its name says. */
    void save(Object table, Object file);

    /** The text of the value to the standard input of a shell command; what the command came to. */
    Object pipe(Object value, Object command);

    /** That of the calling thread. */
    static Outlet here() {
        return Place.OUTLET.get();
    }

    /** From now on the calling thread, and those that it starts, have this one. */
    static void of(Outlet outlet) {
        Place.OUTLET.set(outlet);
    }

    /** The outlets by thread. */
    final class Place {
        private static final ThreadLocal<Outlet> OUTLET = new InheritableThreadLocal<>() {
            @Override
            protected Outlet initialValue() {
                return new Nowhere();
            }
        };

        private Place() {}
    }
}
