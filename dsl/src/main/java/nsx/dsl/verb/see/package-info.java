/** The words that show what is there and what happens. */
package nsx.dsl.verb.see;
