/** The existing state as the lines of a script, and what differs between the two. */
package nsx.dsl.export;
