/** All words, in one package per theme. */
package nsx.dsl.verb;
