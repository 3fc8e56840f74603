/** What is known of the values in a script before it runs: their classes, and what these classes have. */
package nsx.dsl.compile.known;
