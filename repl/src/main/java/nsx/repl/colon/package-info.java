/** The commands of the prompt that are no part of the language: {@code :save}, {@code :history}. */
package nsx.repl.colon;
