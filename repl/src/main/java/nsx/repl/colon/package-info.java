/** The commands of the prompt, which are not part of the language: {@code :save}, {@code :history}. */
package nsx.repl.colon;
