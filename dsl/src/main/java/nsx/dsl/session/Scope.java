package nsx.dsl.session;

/**
 * The words of a block. Scripts see only the declared public methods and properties: any other name means the
 * script's own, including Groovy's own methods.
 */
public interface Scope {}
