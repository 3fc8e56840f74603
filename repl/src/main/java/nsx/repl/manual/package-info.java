/** The words' pages of the manual, which packages install: man nsx-bridge. */
package nsx.repl.manual;
