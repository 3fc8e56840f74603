/** Prints errors in plain words, with the place in the script and one hint. */
package nsx.repl.failure;
