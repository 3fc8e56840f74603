package nsx.dsl.shape;

/**
 * A value to be shown with everything that is known of it, and nothing cut: what {@code x.detail()} returns.
 *
 * @param value what it was asked of
 */
public record Detail(Object value) {}
