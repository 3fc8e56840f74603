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

    /** The character shown in front of a changed thing; empty for an unchanged one. */
    public String sign() {
        return sign;
    }
}
