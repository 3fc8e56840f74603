/** The words that show the state and its changes. */
package nsx.dsl.verb.see;
