/** The language server: diagnostics, completion and hover for editors. Loaded by {@code nsx lsp} alone, with a library that nothing else needs. */
package nsx.repl.lsp;
