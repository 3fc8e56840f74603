/** The streams of a run: printing, paging, redrawing and output reserved for one document. */
package nsx.repl.output;
