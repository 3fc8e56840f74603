/** Texts in the language: where they come from, and which line of one is running. */
package nsx.dsl.script;
