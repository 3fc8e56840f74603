package nsx.dsl.compile;

/**
 * A use of a word that cannot work, found without running the script.
 *
 * @param line from 1
 * @param column from 1
 * @param hint what was probably meant, or null
 */
public record Finding(int line, int column, String message, String hint) {}
