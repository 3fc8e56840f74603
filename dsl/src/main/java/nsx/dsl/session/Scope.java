package nsx.dsl.session;

/**
 * Words of a block. Scripts see the public methods and properties that it declares and nothing else of it: any other name is theirs,
 * Groovy's own methods included.
 */
public interface Scope {}
