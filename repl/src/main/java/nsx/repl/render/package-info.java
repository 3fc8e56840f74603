/** What a value looks like: chosen by its shape, fitted to a width, or as JSON. */
package nsx.repl.render;
