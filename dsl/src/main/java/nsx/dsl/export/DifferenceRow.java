package nsx.dsl.export;

/**
 * One thing that differs between a script and the existing state.
 *
 * @param drift {@code missing}, {@code changed}, or {@code extra}: what others added to what the script declares
 * @param where {@code host}, or the namespace's name
 * @param what its kind: {@code address}, {@code route}, {@code property}, …
 * @param is the line that would say the existing state; null for what is missing
 * @param should the line that says what the script wants; null for what it does not want
 * @param mend the line that mends it; null where there is none
 */
public record DifferenceRow(String drift, String where, String what, String is, String should, String mend) {}
