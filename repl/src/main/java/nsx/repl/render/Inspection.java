package nsx.repl.render;

/**
 * The answer to {@code x?}: a value with what it is, its facts, and what can be said to it.
 *
 * @param subject as it was asked
 */
public record Inspection(String subject, Object value) {}
