/** What could stand where the cursor is: the text and what is there now are read, and nothing is evaluated. */
package nsx.repl.complete;
