/** The help for words: pages, index and search. */
package nsx.dsl.help;
