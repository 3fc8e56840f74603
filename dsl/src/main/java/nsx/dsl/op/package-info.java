/**
 * Changes as data: for each kind of object its operations, each with request, command line and inverse side by side.
 */
package nsx.dsl.op;
