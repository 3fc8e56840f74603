/** The arguments of words: parameters with their readers, the words of a block, and the sentences for mistakes. */
package nsx.dsl.word;
