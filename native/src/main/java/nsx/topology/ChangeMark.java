package nsx.topology;

/** The change of a thing since an earlier look. */
public enum ChangeMark {
    SAME(""),
    ADDED("+"),
    GONE("-"),
    CHANGED("~");

    private final String sign;

    ChangeMark(String sign) {
        this.sign = sign;
    }

    /** One character that stands before it; empty for what stayed as it was. */
    public String sign() {
        return sign;
    }
}
