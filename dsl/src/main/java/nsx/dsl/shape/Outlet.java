package nsx.dsl.shape;

/** Saves or pipes tables. Each session is the outlet of its threads. */
public interface Outlet {
    /** Writes the table to a file in the format of the file name's extension. */
    void save(Object table, Object file);

    /** Passes the text of the value to the standard input of a shell command; returns the command's outcome. */
    Object pipe(Object value, Object command);

    /** The outlet of the calling thread. */
    static Outlet here() {
        return Place.OUTLET.get();
    }

    /** Sets the outlet of the calling thread and of threads that it starts later. */
    static void of(Outlet outlet) {
        Place.OUTLET.set(outlet);
    }

    /** Stores the outlet of each thread. */
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
