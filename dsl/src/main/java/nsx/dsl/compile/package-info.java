/** Groovy with the rules of the language: compiling, checking, and the cache of compiled scripts. */
package nsx.dsl.compile;
