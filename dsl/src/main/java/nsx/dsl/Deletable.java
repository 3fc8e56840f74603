package nsx.dsl;

/** What {@code delete KIND: NAME, …} can remove: it looks the object up, never makes one, and fails when there is none. */
public interface Deletable {
    /** The named argument that says which: {@code address}, {@code route}. */
    String kind();

    void delete(Call call);
}
