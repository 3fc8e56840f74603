/** All words: one package for each theme. */
package nsx.dsl.verb;
