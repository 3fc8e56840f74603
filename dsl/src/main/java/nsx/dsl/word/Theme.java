package nsx.dsl.word;

/** The chapters of the reference and of the help index. */
public enum Theme {
    NAMESPACES("Namespaces"),
    NETWORK("Network"),
    IPC("IPC"),
    TIME("Time"),
    PROCESSES("Programs, processes, mounts"),
    HOSTS("Other hosts"),
    SEEING("Seeing and explaining"),
    LANGUAGE("The language");

    private final String title;

    Theme(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
