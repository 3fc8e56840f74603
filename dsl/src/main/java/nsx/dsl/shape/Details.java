package nsx.dsl.shape;

/** Adds {@code x.detail()} to all objects. Groovy finds it as an extension module (META-INF/groovy). */
public final class Details {
    private Details() {}

    /** Shows all facts of a value, or of each row of a table. */
    public static Detail detail(Object value) {
        return new Detail(value);
    }
}
