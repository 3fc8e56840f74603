package nsx.dsl.error;

/** A value that sentences call by its name. */
public interface Sayable {
    String name();
}
