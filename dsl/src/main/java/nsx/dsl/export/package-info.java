/** The existing state as the lines of a script, and its differences from a script. */
package nsx.dsl.export;
