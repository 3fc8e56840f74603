/**
 * The language server: diagnostics, completion and hover for editors. Only {@code nsx lsp} loads it and its library.
 */
package nsx.repl.lsp;
