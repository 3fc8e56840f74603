package nsx.dsl.error;

/** A value that is called by its name in sentences. */
public interface Sayable {
    String name();
}
