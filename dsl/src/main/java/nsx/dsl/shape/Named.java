package nsx.dsl.shape;

import nsx.dsl.error.Sayable;

/** A value that can be given in place of its name: {@code route 'default', dev: link('eth0')}. */
public interface Named extends Sayable {}
