package nsx.dsl.shape;

/**
 * A value to be shown completely and uncut: the result of {@code x.detail()}.
 *
 * @param value the value itself
 */
public record Detail(Object value) {}
