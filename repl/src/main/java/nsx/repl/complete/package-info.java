/** Proposals for the text at the cursor, from the text and the live state; nothing is evaluated. */
package nsx.repl.complete;
