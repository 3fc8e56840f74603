/** Questions at the prompt, such as {@code x?}, and the numbered results. */
package nsx.repl.inspect;
