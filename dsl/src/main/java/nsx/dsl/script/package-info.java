/** Texts in the language: their sources, and the running line of a script. */
package nsx.dsl.script;
