package nsx.dsl.shape;

/** {@code x.detail()} of whatever there is. Groovy finds it as an extension module (META-INF/groovy). */
public final class Details {
    private Details() {}

    /** All facts of a value, or of each row of a table. */
    public static Detail detail(Object value) {
        return new Detail(value);
    }
}
