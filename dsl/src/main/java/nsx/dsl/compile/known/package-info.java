/** The known types of values in a script before it runs, and the members of these types. */
package nsx.dsl.compile.known;
