/** Values as text: chosen by their shape, fitted to a width, or as JSON. */
package nsx.repl.render;
