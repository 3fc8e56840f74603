package nsx.dsl.export;

/**
 * One difference between a script and the existing state.
 *
 * @param drift {@code missing}, {@code changed}, or {@code extra} for an addition to the declared state
 * @param where {@code host}, or the namespace's name
 * @param what the kind of object: {@code address}, {@code route}, {@code property}, …
 * @param is the line for the existing state; null for a missing object
 * @param should the line for the declared state; null for an undeclared object
 * @param mend the line that repairs the difference; null if there is none
 */
public record DifferenceRow(String drift, String where, String what, String is, String should, String mend) {}
