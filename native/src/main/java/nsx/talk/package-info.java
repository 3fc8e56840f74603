/**
 * Connections and listeners in network namespaces without external programs (connect(2), listen(2)). Each stays in
 * the namespace in which it was opened.
 */
package nsx.talk;
