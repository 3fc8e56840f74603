/** The words of the language: help, include, plan, explain. */
package nsx.dsl.verb.language;
