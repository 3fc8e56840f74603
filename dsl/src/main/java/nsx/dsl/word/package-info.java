/** The arguments of words: parameters with their readers, block words, and the messages for mistakes. */
package nsx.dsl.word;
