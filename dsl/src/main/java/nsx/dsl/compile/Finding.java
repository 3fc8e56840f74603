package nsx.dsl.compile;

/**
 * A use of a word that cannot work, found without running the script.
 *
 * @param line the line, from 1
 * @param column the column, from 1
 * @param hint the probable intention, or null
 */
public record Finding(int line, int column, String message, String hint) {}
