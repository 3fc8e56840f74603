/** The prompt: reading lines, completing them, evaluating them on a thread of their own. The only user of JLine's reader. */
package nsx.repl.prompt;
