package nsx.dsl.shape;

/** A value that can stand where its name is expected: {@code route 'default', dev: link('eth0')}. */
public interface Named {
    String name();
}
