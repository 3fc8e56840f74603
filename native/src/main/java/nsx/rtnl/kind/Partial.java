package nsx.rtnl.kind;

/** The type of an attribute of which a request may contain a part only; the rest keeps its value. */
public interface Partial {
    /**
     * Returns the part of a present value that corresponds to a wanted value.
     *
     * @param now the present value; null for none
     * @param wanted the value of the request
     */
    Object part(Object now, Object wanted);

    /**
     * Returns the value after a request.
     *
     * @param now the present value; null for none
     * @param wanted the value of the request
     */
    Object after(Object now, Object wanted);
}
