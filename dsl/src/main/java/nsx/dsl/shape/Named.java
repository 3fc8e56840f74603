package nsx.dsl.shape;

import nsx.dsl.error.Sayable;

/** A value that can stand where its name is expected: {@code route 'default', dev: link('eth0')}. */
public interface Named extends Sayable {}
