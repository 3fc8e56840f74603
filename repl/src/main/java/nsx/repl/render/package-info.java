/** Formats values as text, by their shape and a width, or as JSON. */
package nsx.repl.render;
