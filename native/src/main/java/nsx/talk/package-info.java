/** Connections and listeners of a network namespace, without a program (connect(2), listen(2)): each stays where it was opened. */
package nsx.talk;
