/** The manual pages of words, which packages install: man nsx-bridge. */
package nsx.repl.manual;
