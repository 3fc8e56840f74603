/**
 * The prompt: reads lines, completes them and evaluates them on a separate thread. Only this package uses JLine's
 * reader.
 */
package nsx.repl.prompt;
