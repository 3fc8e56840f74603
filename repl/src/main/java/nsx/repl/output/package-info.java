/** The streams of a run: what is printed, paged, drawn again, or kept for one document. */
package nsx.repl.output;
