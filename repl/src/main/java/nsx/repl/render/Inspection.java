package nsx.repl.render;

/**
 * The answer to {@code x?}: a value with its type, facts and methods.
 *
 * @param subject the text before the question mark
 */
public record Inspection(String subject, Object value) {}
