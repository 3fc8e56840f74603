package nsx.repl.render;

/**
 * The answer to {@code x?}: a value with its type, its facts, and the methods that can be called on it.
 *
 * @param subject the text before the question mark
 */
public record Inspection(String subject, Object value) {}
